import { Skeleton } from "@chat/ui";
import { For } from "solid-js";

/** Where a list will be. */
export function RowsPlaceholder(props: { count?: number }) {
  return (
    <div class="divide-y divide-border" aria-busy="true">
      <For each={Array.from({ length: props.count ?? 5 })}>
        {() => (
          <div class="flex h-[4.25rem] items-center gap-4 px-5">
            <Skeleton class="size-9 rounded-full" />
            <div class="flex-1 space-y-2">
              <Skeleton class="h-3.5 w-40 max-w-full" />
              <Skeleton class="h-3 w-64 max-w-full" />
            </div>
          </div>
        )}
      </For>
    </div>
  );
}
