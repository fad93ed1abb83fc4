import { Button } from "@chat/ui";
import { ChevronLeft, ChevronRight } from "lucide-solid";
import { Show } from "solid-js";
import type { Paging } from "./create-paging";

export function Pager(props: { paging: Paging }) {
  const first = () => (props.paging.page() - 1) * props.paging.pageSize + 1;
  const last = () => Math.min(props.paging.page() * props.paging.pageSize, props.paging.total());
  return (
    <Show when={props.paging.pageCount() > 1}>
      <nav aria-label="Pages" class="flex items-center justify-between gap-4 border-t border-border px-5 py-3">
        <p class="text-[0.8125rem] text-text-muted tabular-nums" aria-live="polite">
          {first()}–{last()} of {props.paging.total()}
        </p>
        <div class="flex gap-2">
          <Button
            size="icon-sm"
            disabled={props.paging.page() === 1}
            onClick={() => props.paging.setPage(props.paging.page() - 1)}
            aria-label="Previous page"
          >
            <ChevronLeft class="size-4" aria-hidden="true" />
          </Button>
          <Button
            size="icon-sm"
            disabled={props.paging.page() === props.paging.pageCount()}
            onClick={() => props.paging.setPage(props.paging.page() + 1)}
            aria-label="Next page"
          >
            <ChevronRight class="size-4" aria-hidden="true" />
          </Button>
        </div>
      </nav>
    </Show>
  );
}
