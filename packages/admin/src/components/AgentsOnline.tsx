import { Avatar, buttonClass, Card, EmptyState, Skeleton } from "@chat/ui";
import { A } from "@solidjs/router";
import { Users } from "lucide-solid";
import { For, Show } from "solid-js";
import type { Agent } from "../state/queries";
import { chatCount } from "../state/words";

/** Who could take a chat right now, and what they carry. */
export function AgentsOnline(props: { agents: Agent[] | undefined }) {
  const online = () => props.agents?.filter((agent) => agent.isActive && agent.isOnline) ?? [];
  const description = () => (props.agents ? `${online().length} of ${props.agents.filter((agent) => agent.isActive).length}` : " ");
  return (
    <Card
      title="Agents online"
      description={description()}
      bodyClass="p-2 pt-3"
      actions={
        <A href="/agents" class={buttonClass("ghost", "sm")}>
          All agents
        </A>
      }
    >
      <Show when={props.agents} fallback={<Rows />}>
        <Show
          when={online().length > 0}
          fallback={
            <EmptyState class="py-9!" icon={<Users />} title="Nobody is online">
              The assistant still answers. Chats that ask for a person wait in the queue.
            </EmptyState>
          }
        >
          <ul>
            <For each={online()}>
              {(agent) => (
                <li class="flex items-center gap-3 px-3 py-2">
                  <Avatar name={agent.fullName} isOnline />
                  <span class="min-w-0 flex-1 truncate text-sm font-medium">{agent.fullName}</span>
                  <span class="text-[0.8125rem] text-text-muted">{chatCount(agent.activeChats)}</span>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Show>
    </Card>
  );
}

function Rows() {
  return (
    <div class="space-y-4 px-3 py-3">
      <Skeleton class="h-7 w-full" />
      <Skeleton class="h-7 w-full" />
      <Skeleton class="h-7 w-full" />
    </div>
  );
}
