import { Avatar } from "@chat/ui";
import { For } from "solid-js";

const EXAMPLES = [
  { name: "Ada Byron", text: "Can I change the address of my order?", waited: "2:14" },
  { name: "Jonas Weber", text: "The assistant could not find my invoice.", waited: "1:02" },
  { name: "Liu Wei", text: "Asked for a person", waited: "0:09" },
];

/** What the desk is for, beside the log-in on wide screens. */
export function LoginAside() {
  return (
    <div class="flex h-full flex-col items-center justify-center gap-8 p-10">
      <ul class="w-full max-w-sm space-y-3" aria-hidden="true">
        <For each={EXAMPLES}>
          {(example, index) => (
            <li
              class="flex items-center gap-3 rounded-xl border border-border bg-surface-raised p-3.5 shadow-card"
              classList={{ "translate-x-6": index() === 1 }}
            >
              <Avatar name={example.name} />
              <span class="min-w-0 flex-1">
                <span class="block text-[0.8125rem] font-semibold leading-5">{example.name}</span>
                <span class="block truncate text-[0.8125rem] leading-5 text-text-muted">{example.text}</span>
              </span>
              <span class="text-xs tabular-nums text-text-muted">{example.waited}</span>
            </li>
          )}
        </For>
      </ul>
      <p class="max-w-xs text-balance text-center text-sm text-text-muted">
        The assistant answers first. You take over where a person is needed, and read everything that was said before.
      </p>
    </div>
  );
}
