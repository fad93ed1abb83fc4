import { Skeleton } from "@chat/ui";
import { For, Match, Switch } from "solid-js";
import { useDesk } from "../state/desk";
import { ChatItem } from "./ChatItem";
import { SectionTitle } from "./SectionTitle";

export function ChatList() {
  const desk = useDesk();
  return (
    <section aria-labelledby="chats-title">
      <SectionTitle id="chats-title" text="My chats" count={desk.chats().length} />
      <Switch>
        <Match when={!desk.isLoaded()}>
          <div class="space-y-3 px-4 pt-1" aria-hidden="true">
            <Skeleton class="h-10 w-full" />
            <Skeleton class="h-10 w-full" />
          </div>
        </Match>
        <Match when={desk.chats().length === 0}>
          <p class="px-4 pt-1 text-[0.8125rem] text-text-muted">No chats yet. Accept a visitor to begin.</p>
        </Match>
        <Match when={desk.chats().length > 0}>
          <ul class="space-y-px px-2">
            <For each={desk.chats()}>{(chat) => <ChatItem chat={chat} />}</For>
          </ul>
        </Match>
      </Switch>
    </section>
  );
}
