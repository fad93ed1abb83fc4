import { MessageBubble } from "@chat/ui";
import { For } from "solid-js";

const SAID = [
  { key: "1", sender: "visitor", senderName: null, text: "Hi, does the desk lamp ship to Norway?" },
  {
    key: "2",
    sender: "assistant",
    senderName: "AI Assistant",
    text: "Yes, we ship to Norway. Delivery takes 3 to 5 working days and is free from 60 €.",
  },
  { key: "3", sender: "visitor", senderName: null, text: "Can I change the address of an order from this morning?" },
  { key: "4", sender: "agent", senderName: "Maya", text: "Hi Jonas, Maya here. It has not left yet, so yes. What is the new address?" },
] as const;

const PROMISES = [
  "Answers at once, from what you teach it",
  "A person when it matters, in a fair queue",
  "On your own server, with your own data",
];

/** What the product does, shown as the chat it makes. */
export function AuthAside() {
  const sentAt = new Date().toISOString();
  return (
    <div class="flex h-full flex-col justify-center gap-12 px-10 xl:px-20" aria-hidden="true">
      <div class="mx-auto w-full max-w-md rounded-2xl bg-surface-raised px-5 pb-6 pt-1 shadow-pop">
        <For each={SAID}>{(message) => <MessageBubble message={{ ...message, sentAt }} visitorName="Jonas" isFirst isLast />}</For>
      </div>
      <ul class="mx-auto w-full max-w-md space-y-2.5 text-sm text-text-muted">
        <For each={PROMISES}>
          {(promise) => (
            <li class="flex items-center gap-3">
              <span class="size-1.5 shrink-0 rounded-full bg-accent" />
              {promise}
            </li>
          )}
        </For>
      </ul>
    </div>
  );
}
