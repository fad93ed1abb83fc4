import { CircleCheck, Contrast } from "lucide-solid";
import { Show } from "solid-js";
import { contrastNote } from "../state/contrast";

export function ContrastHint(props: { color: string }) {
  return (
    <p class="flex min-h-5 items-start gap-1.5 text-[0.8125rem] leading-5" role="status">
      <Show when={contrastNote(props.color)}>
        {(note) => (
          <>
            <Show when={note().isGood} fallback={<Contrast class="mt-[3px] size-3.5 shrink-0 text-warning-text" aria-hidden="true" />}>
              <CircleCheck class="mt-[3px] size-3.5 shrink-0 text-success" aria-hidden="true" />
            </Show>
            <span class={note().isGood ? "text-text-muted" : "text-warning-text"}>{note().text}</span>
          </>
        )}
      </Show>
    </p>
  );
}
