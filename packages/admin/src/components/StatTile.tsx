import { Skeleton, Tooltip } from "@chat/ui";
import { Info } from "lucide-solid";
import { type JSX, Show } from "solid-js";

export type StatTileProps = { label: string; definition: string; value: JSX.Element | undefined; note?: string };

/** One number with its definition on hover, focus or tap. */
export function StatTile(props: StatTileProps) {
  return (
    <div class="flex flex-col rounded-xl border border-border bg-surface-raised px-5 py-4 shadow-card">
      <dt class="flex items-center justify-between gap-2 text-[0.8125rem] text-text-muted">
        {props.label}
        <Tooltip text={props.definition} label={`${props.label}: ${props.definition}`} class="-m-1.5 p-1.5 text-text-faint hover:text-text">
          <Info class="size-3.5" aria-hidden="true" />
        </Tooltip>
      </dt>
      <dd class="mt-1 flex h-9 items-baseline gap-2 text-[1.625rem] font-semibold leading-9 tracking-[-0.02em] tabular-nums">
        <Show when={props.value !== undefined} fallback={<Skeleton class="h-7 w-20 self-center" />}>
          {props.value}
        </Show>
      </dd>
      <dd class="min-h-5 text-xs leading-5 text-text-muted">{props.note}</dd>
    </div>
  );
}
