import { Match, Switch } from "solid-js";
import type { DeskChat } from "../state/desk-chat";

/** Under the last line when it is ours: on its way, stored, or why it did not get through. */
export function DeliveryNote(props: { chat: DeskChat }) {
  const failed = () => props.chat.pending().findLast((message) => message.delivery === "failed");
  const isSending = () => props.chat.pending().some((message) => message.delivery === "sending");
  const isSent = () => props.chat.lastMessage()?.sender === "agent";
  return (
    <p class="mt-1 px-1 text-right text-xs leading-4 text-text-muted" aria-live="polite">
      <Switch>
        <Match when={failed()}>
          {(message) => (
            <>
              {message().problem}{" "}
              <button
                type="button"
                class="font-medium underline underline-offset-2"
                onClick={() => props.chat.outbox.discard(message().clientMessageId)}
              >
                Discard
              </button>
            </>
          )}
        </Match>
        <Match when={isSending()}>Sending…</Match>
        <Match when={isSent()}>Sent</Match>
      </Switch>
    </p>
  );
}
