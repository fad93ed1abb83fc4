import { Avatar, Badge, ConfirmDialog, Menu, messageOf, RelativeTime, toast } from "@chat/ui";
import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { Ellipsis, KeyRound, Trash2, UserCheck, UserX } from "lucide-solid";
import { createSignal, Show } from "solid-js";
import { useAdmin } from "../state/admin-context";
import { type Agent, KEYS } from "../state/queries";
import { chatCount } from "../state/words";
import { ResetPasswordDialog } from "./ResetPasswordDialog";

export function AgentRow(props: { agent: Agent }) {
  const { trpc } = useAdmin();
  const queryClient = useQueryClient();
  const [isResetting, setResetting] = createSignal(false);
  const [isDisabling, setDisabling] = createSignal(false);
  const [isDeleting, setDeleting] = createSignal(false);
  const change = useMutation(() => ({
    mutationFn: (isActive: boolean) => trpc.admin.agents.update.mutate({ agentId: props.agent.id, isActive }),
    onSuccess: (agent: Agent) => {
      setDisabling(false);
      toast.success(agent.isActive ? `${agent.fullName} can log in again` : `${agent.fullName} is disabled`);
      return queryClient.invalidateQueries({ queryKey: [KEYS.agents] });
    },
    onError: (error: unknown) => toast.error(`${props.agent.fullName} was not changed`, messageOf(error)),
  }));
  const removal = useMutation(() => ({
    mutationFn: () => trpc.admin.agents.delete.mutate({ agentId: props.agent.id }),
    onSuccess: () => {
      toast.success(`${props.agent.fullName} is deleted`);
      return queryClient.invalidateQueries({ queryKey: [KEYS.agents] });
    },
    onError: (error: unknown) => toast.error(`${props.agent.fullName} was not deleted`, messageOf(error)),
  }));
  const items = () => [
    { label: "Reset password", icon: <KeyRound aria-hidden="true" />, onSelect: () => setResetting(true) },
    props.agent.isActive
      ? { label: "Disable", icon: <UserX aria-hidden="true" />, danger: true, isSeparated: true, onSelect: () => setDisabling(true) }
      : { label: "Enable", icon: <UserCheck aria-hidden="true" />, isSeparated: true, onSelect: () => change.mutate(true) },
    { label: "Delete", icon: <Trash2 aria-hidden="true" />, danger: true, onSelect: () => setDeleting(true) },
  ];
  const requeued = () => (props.agent.activeChats > 0 ? ` ${chatCount(props.agent.activeChats)} go back to the queue.` : "");
  return (
    <li class="flex items-center gap-4 px-4 py-3.5 sm:px-5">
      <Avatar
        name={props.agent.fullName}
        isOnline={props.agent.isActive ? props.agent.isOnline : undefined}
        class={props.agent.isActive ? "" : "grayscale"}
      />
      <div class="min-w-0 flex-1">
        <p class="truncate text-sm font-medium" classList={{ "text-text-muted": !props.agent.isActive }}>
          {props.agent.fullName}
        </p>
        <p class="truncate text-[0.8125rem] leading-5 text-text-muted">
          {props.agent.email}
          <span class="hidden sm:inline"> · {props.agent.username}</span>
        </p>
      </div>
      <p class="hidden w-20 text-right text-[0.8125rem] text-text-muted tabular-nums md:block">{chatCount(props.agent.activeChats)}</p>
      <div class="flex shrink-0 flex-col items-end gap-0.5 sm:w-32">
        <Show when={props.agent.isActive} fallback={<Badge tone="danger">Disabled</Badge>}>
          <Badge tone={props.agent.isOnline ? "success" : "neutral"} dot>
            {props.agent.isOnline ? "Online" : "Offline"}
          </Badge>
        </Show>
        <Show when={!props.agent.isOnline}>
          <span class="hidden text-xs text-text-muted sm:inline">
            seen <RelativeTime at={props.agent.lastActive} />
          </span>
        </Show>
      </div>
      <Menu label={`Actions for ${props.agent.fullName}`} trigger={<Ellipsis class="size-4" aria-hidden="true" />} items={items()} />
      <ResetPasswordDialog agent={props.agent} open={isResetting()} onOpenChange={setResetting} />
      <ConfirmDialog
        open={isDisabling()}
        onOpenChange={setDisabling}
        title={`Disable ${props.agent.fullName}?`}
        confirmLabel="Disable agent"
        danger
        pending={change.isPending}
        onConfirm={() => change.mutate(false)}
      >
        The agent is logged out at once and cannot log in until enabled again.
        {requeued()}
      </ConfirmDialog>
      <ConfirmDialog
        open={isDeleting()}
        onOpenChange={setDeleting}
        title={`Delete ${props.agent.fullName}?`}
        confirmLabel="Delete agent"
        danger
        pending={removal.isPending}
        onConfirm={() => removal.mutate()}
      >
        The agent is logged out at once, for good. What it said in chats stays, with its name.
        {requeued()}
      </ConfirmDialog>
    </li>
  );
}
