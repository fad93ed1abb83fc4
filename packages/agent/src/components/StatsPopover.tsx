import { buttonClass, formatDuration, messageOf, q, Skeleton } from "@chat/ui";
import { Popover } from "@kobalte/core/popover";
import { useQuery } from "@tanstack/solid-query";
import { ChartNoAxesColumn } from "lucide-solid";
import { createSignal, For, Match, Switch } from "solid-js";
import { useDesk } from "../state/desk";

/** The agent's own figures, asked for anew each time they are looked at. */
export function StatsPopover() {
  const desk = useDesk();
  const [isOpen, setOpen] = createSignal(false);
  const stats = useQuery(() => ({ ...q(desk.trpc.agent.stats.mine, "agent.stats.mine", undefined), enabled: isOpen(), staleTime: 0 }));
  const rows = () => {
    const own = stats.data;
    if (!own) return [];
    return [
      { label: "Chats handled", value: String(own.chatsHandled) },
      { label: "Active now", value: String(own.activeChats) },
      { label: "Average response", value: own.averageResponseSeconds === null ? "–" : formatDuration(own.averageResponseSeconds) },
      { label: "Satisfaction", value: own.customerSatisfaction > 0 ? `${own.customerSatisfaction.toFixed(1)} of 5` : "–" },
    ];
  };
  return (
    <Popover open={isOpen()} onOpenChange={setOpen} gutter={6} placement="bottom-start">
      <Popover.Trigger class={buttonClass("ghost", "icon-sm")} aria-label="Your figures">
        <ChartNoAxesColumn class="size-4" aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content class="z-50 w-60 animate-pop-in rounded-lg bg-surface-raised p-4 shadow-pop outline-none">
          <Popover.Title class="mb-2 text-[0.8125rem] font-semibold">Your figures</Popover.Title>
          <Switch>
            <Match when={stats.data}>
              <dl class="space-y-1.5">
                <For each={rows()}>
                  {(row) => (
                    <div class="flex items-baseline justify-between gap-4 text-[0.8125rem]">
                      <dt class="text-text-muted">{row.label}</dt>
                      <dd class="font-medium tabular-nums">{row.value}</dd>
                    </div>
                  )}
                </For>
              </dl>
            </Match>
            <Match when={stats.isError}>
              <p class="text-[0.8125rem] text-danger-text">{messageOf(stats.error)}</p>
            </Match>
            <Match when={stats.isPending}>
              <div class="space-y-2.5">
                <For each={[1, 2, 3, 4]}>{() => <Skeleton class="h-4 w-full" />}</For>
              </div>
            </Match>
          </Switch>
        </Popover.Content>
      </Popover.Portal>
    </Popover>
  );
}
