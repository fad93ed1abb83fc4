import { classes } from "@chat/ui";
import { AgentBar } from "./AgentBar";
import { ChatList } from "./ChatList";
import { QueueList } from "./QueueList";

export function DeskSidebar(props: { class?: string }) {
  return (
    <div class={classes("flex w-full shrink-0 flex-col border-border bg-surface lg:w-80 lg:border-r", props.class)}>
      <AgentBar />
      <div class="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-[max(1rem,env(safe-area-inset-bottom))] scroll-quiet">
        <QueueList />
        <ChatList />
      </div>
    </div>
  );
}
