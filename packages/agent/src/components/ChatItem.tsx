import { Avatar, classes } from "@chat/ui";
import { A } from "@solidjs/router";
import { createMemo, Match, Show, Switch } from "solid-js";
import { useDesk } from "../state/desk";
import type { DeskChat } from "../state/desk-chat";
import { secondsSince, shortAge } from "../state/waiting";

const SPEAKER = { visitor: "", agent: "You: ", assistant: "AI: " } as const;

export function ChatItem(props: { chat: DeskChat }) {
  const desk = useDesk();
  const name = () => props.chat.chat().visitorName;
  const isUnread = () => props.chat.unread() > 0;
  const isOpen = () => desk.openId() === props.chat.sessionId;
  const hasFailed = () => props.chat.pending().some((message) => message.delivery === "failed");
  const preview = createMemo(() => {
    const last = props.chat.lastMessage();
    return last ? `${SPEAKER[last.sender]}${last.file ? "File: " : ""}${last.text}` : props.chat.chat().businessName;
  });
  const age = () => {
    const last = props.chat.lastMessage();
    return last ? shortAge(secondsSince(last.sentAt, desk.now())) : "";
  };
  return (
    <li>
      <A
        href={`/chats/${props.chat.sessionId}`}
        class={classes(
          "flex items-center gap-2.5 rounded-lg px-2 py-2",
          isOpen() ? "bg-accent-soft" : "hover:bg-surface-hover",
          !props.chat.isMine() && "text-text-muted",
        )}
      >
        <Avatar name={name()} />
        <span class="min-w-0 flex-1">
          <span class="flex items-baseline gap-2">
            <span class={classes("truncate text-[0.8125rem] leading-5", isUnread() ? "font-semibold" : "font-medium")}>{name()}</span>
            <span class="ml-auto shrink-0 text-xs tabular-nums text-text-muted">{age()}</span>
          </span>
          <span class="flex items-center gap-2">
            <span class={classes("min-w-0 flex-1 truncate text-[0.8125rem] leading-5", isUnread() ? "text-text" : "text-text-muted")}>
              <Switch fallback={preview()}>
                <Match when={!props.chat.isMine()}>No longer with you</Match>
                <Match when={hasFailed()}>
                  <span class="text-danger-text">Not sent</span>
                </Match>
                <Match when={props.chat.isVisitorTyping()}>
                  <span class="text-accent-text">typing…</span>
                </Match>
                <Match when={!isOpen() && props.chat.draft().trim()}>
                  {(draft) => (
                    <>
                      <span class="text-accent-text">Draft:</span> {draft()}
                    </>
                  )}
                </Match>
              </Switch>
            </span>
            <Show when={isUnread()}>
              <span class="grid h-[1.125rem] min-w-[1.125rem] shrink-0 place-items-center rounded-full bg-accent px-1 text-2xs font-semibold tabular-nums text-on-accent">
                {props.chat.unread()}
                <span class="sr-only"> unread</span>
              </span>
            </Show>
          </span>
        </span>
      </A>
    </li>
  );
}
