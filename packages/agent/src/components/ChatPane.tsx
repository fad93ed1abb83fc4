import { Show } from "solid-js";
import type { DeskChat } from "../state/desk-chat";
import { ChatHeader } from "./ChatHeader";
import { ChatTranscript } from "./ChatTranscript";
import { Composer } from "./Composer";
import { DepartedNotice } from "./DepartedNotice";

export function ChatPane(props: { chat: DeskChat }) {
  return (
    <section class="flex min-w-0 flex-1 flex-col" aria-label={`Chat with ${props.chat.chat().visitorName}`}>
      <ChatHeader chat={props.chat} />
      <ChatTranscript chat={props.chat} />
      <Show when={props.chat.isMine()} fallback={<DepartedNotice />}>
        <Composer chat={props.chat} />
      </Show>
    </section>
  );
}
