import { LIMITS } from "@chat/api/contract";
import { Button } from "@chat/ui";
import { ArrowUp } from "lucide-solid";
import { createEffect, onMount, Show } from "solid-js";
import type { DeskChat } from "../state/desk-chat";

/** How close to the limit the count begins to matter. */
const COUNT_FROM = LIMITS.messageMaxChars - 400;

export function Composer(props: { chat: DeskChat }) {
  let area!: HTMLTextAreaElement;
  const length = () => props.chat.draft().trim().length;
  const canSend = () => length() > 0 && length() <= LIMITS.messageMaxChars;

  const send = () => {
    if (!canSend()) return;
    props.chat.send(props.chat.draft().trimEnd());
    props.chat.setDraft("");
    area.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter takes its suggestion.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };

  createEffect(() => {
    props.chat.draft();
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  });
  // On a phone the keyboard would cover the chat before it was read.
  onMount(() => matchMedia("(pointer: fine)").matches && area.focus());

  return (
    <div class="px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] pt-1 sm:px-6 sm:pb-5">
      <div class="flex items-end gap-2 rounded-xl border border-border-strong bg-surface-raised py-1.5 pl-3.5 pr-1.5 shadow-card transition-colors focus-within:border-accent">
        <textarea
          ref={area}
          rows={1}
          class="max-h-48 min-h-8 flex-1 resize-none bg-transparent py-1.5 text-base leading-5 outline-none scroll-quiet placeholder:text-text-faint sm:text-sm sm:leading-5"
          placeholder="Write a message…"
          aria-label={`Message to ${props.chat.chat().visitorName}`}
          value={props.chat.draft()}
          onInput={(event) => {
            props.chat.setDraft(event.currentTarget.value);
            if (event.currentTarget.value.trim()) props.chat.typed();
          }}
          onKeyDown={onKeyDown}
        />
        <Button variant="primary" size="icon-sm" disabled={!canSend()} aria-label="Send" onClick={send}>
          <ArrowUp class="size-4" aria-hidden="true" />
        </Button>
      </div>
      <p class="mt-1.5 flex justify-between gap-4 px-1 text-xs text-text-faint max-sm:hidden">
        <span>Enter sends · Shift+Enter starts a new line · Alt+↑↓ changes the chat</span>
        <Show when={length() > COUNT_FROM}>
          <span class="tabular-nums" classList={{ "text-danger-text": length() > LIMITS.messageMaxChars }}>
            {length()} / {LIMITS.messageMaxChars}
          </span>
        </Show>
      </p>
    </div>
  );
}
