import { Badge, RelativeTime } from "@chat/ui";
import { A } from "@solidjs/router";
import { ChevronRight, MessageCircle } from "lucide-solid";
import { Show } from "solid-js";
import { contrast } from "../state/contrast";
import type { Widget } from "../state/queries";

export function WidgetRow(props: { widget: Widget /** Without site key and date. */; isCompact?: boolean }) {
  const isBright = () => contrast(props.widget.primaryColor, "#ffffff") < 3;
  return (
    <li>
      <A href={`/widgets/${props.widget.siteKey}`} class="group flex items-center gap-4 px-4 py-3.5 hover:bg-surface-hover sm:px-5">
        <span
          class="grid size-9 shrink-0 place-items-center rounded-full shadow-card"
          classList={{ "text-black": isBright(), "text-white": !isBright(), "opacity-40 grayscale": !props.widget.isActive }}
          style={{ "background-color": props.widget.primaryColor }}
          aria-hidden="true"
        >
          <MessageCircle class="size-4" />
        </span>
        <span class="min-w-0 flex-1">
          <span class="block truncate text-sm font-medium">{props.widget.businessName}</span>
          <span class="block truncate text-[0.8125rem] leading-5 text-text-muted">
            {props.widget.widgetTitle}
            <Show when={!props.isCompact}>
              <span class="hidden sm:inline">
                {" "}
                · <span class="font-mono text-xs">{props.widget.siteKey}</span>
              </span>
            </Show>
          </span>
        </span>
        <Show when={!props.isCompact}>
          <span class="hidden w-40 text-right text-[0.8125rem] text-text-muted md:block">
            created <RelativeTime at={props.widget.createdAt} />
          </span>
        </Show>
        <span class="flex shrink-0 justify-end sm:w-20">
          <Badge tone={props.widget.isActive ? "success" : "neutral"} dot>
            {props.widget.isActive ? "Active" : "Paused"}
          </Badge>
        </span>
        <ChevronRight class="size-4 shrink-0 text-text-faint transition-transform group-hover:translate-x-0.5" aria-hidden="true" />
      </A>
    </li>
  );
}
