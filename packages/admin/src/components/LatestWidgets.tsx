import { buttonClass, Card } from "@chat/ui";
import { A } from "@solidjs/router";
import { For } from "solid-js";
import type { Widget } from "../state/queries";
import { WidgetRow } from "./WidgetRow";

const SHOWN = 4;

export function LatestWidgets(props: { widgets: Widget[] }) {
  return (
    <Card
      title="Widgets"
      description={props.widgets.length > SHOWN ? `The latest ${SHOWN} of ${props.widgets.length}` : "What your visitors see"}
      bodyClass="overflow-hidden rounded-b-xl pt-3"
      actions={
        <A href="/widgets" class={buttonClass("ghost", "sm")}>
          All widgets
        </A>
      }
    >
      <ul class="divide-y divide-border border-t border-border">
        <For each={props.widgets.slice(0, SHOWN)}>{(widget) => <WidgetRow widget={widget} isCompact />}</For>
      </ul>
    </Card>
  );
}
