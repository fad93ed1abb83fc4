import type { AgentProfile } from "@chat/api/contract";
import { useNavigate, useParams } from "@solidjs/router";
import { Show } from "solid-js";
import { ChatPane } from "../components/ChatPane";
import { ConnectionStrip } from "../components/ConnectionStrip";
import { DeskSidebar } from "../components/DeskSidebar";
import { NoChatOpen } from "../components/NoChatOpen";
import { VisitorCard } from "../components/VisitorCard";
import { useAccess } from "../state/access";
import { createChatKeys } from "../state/chat-keys";
import { createDesk, DeskProvider } from "../state/desk";
import { createTitle } from "../state/title";

/** Three panes side by side; on a phone the list and the chat are two screens. */
export function DeskPage(props: { agent: AgentProfile }) {
  const access = useAccess();
  const navigate = useNavigate();
  const params = useParams<{ sessionId?: string }>();
  const desk = createDesk({
    trpc: access.connection.trpc,
    agent: props.agent,
    openId: () => params.sessionId,
    open: (sessionId) => navigate(sessionId === null ? "/" : `/chats/${sessionId}`),
    renew: () => access.connection.reset(),
    onAccessLost: () => access.logOut("You have been logged out. Please log in again."),
  });
  createChatKeys(desk);
  createTitle(() => desk.queue.total + desk.unreadTotal());
  return (
    <DeskProvider desk={desk}>
      <div class="flex h-dvh flex-col overflow-hidden bg-surface-raised">
        <ConnectionStrip state={access.connection.state()} />
        <main class="flex min-h-0 flex-1">
          <h1 class="sr-only">Agent desk</h1>
          <DeskSidebar class={params.sessionId ? "max-lg:hidden" : ""} />
          <Show when={desk.openChat()} keyed fallback={<NoChatOpen class={params.sessionId ? "" : "max-lg:hidden"} />}>
            {(chat) => (
              <>
                <ChatPane chat={chat} />
                <aside
                  class="hidden w-72 shrink-0 overflow-y-auto border-l border-border bg-surface scroll-quiet xl:block"
                  aria-label="Visitor"
                >
                  <VisitorCard chat={chat.chat()} />
                </aside>
              </>
            )}
          </Show>
        </main>
      </div>
    </DeskProvider>
  );
}
