import { WIDGET_POSITIONS, type WidgetConfig } from "@chat/api/contract";
import { RadioGroup } from "@kobalte/core/radio-group";
import { For } from "solid-js";

type Position = WidgetConfig["position"];

const LABELS: Record<Position, string> = {
  "bottom-right": "Bottom right",
  "bottom-left": "Bottom left",
  "top-right": "Top right",
  "top-left": "Top left",
};
const CORNERS: Record<Position, string> = {
  "bottom-right": "bottom-1.5 right-1.5",
  "bottom-left": "bottom-1.5 left-1.5",
  "top-right": "right-1.5 top-1.5",
  "top-left": "left-1.5 top-1.5",
};

export function PositionPicker(props: { value: Position; onChange: (value: Position) => void }) {
  return (
    <RadioGroup value={props.value} onChange={(value) => props.onChange(value as Position)}>
      <RadioGroup.Label class="text-[0.8125rem] font-medium">Corner of the page</RadioGroup.Label>
      <div class="mt-1.5 grid grid-cols-4 gap-2">
        <For each={WIDGET_POSITIONS}>
          {(position) => (
            <RadioGroup.Item value={position} class="relative flex flex-col">
              <RadioGroup.ItemInput class="peer" />
              <RadioGroup.ItemControl class="relative h-12 rounded-md border border-border-strong bg-surface text-border-strong transition-colors hover:border-text-faint peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent data-[checked]:border-accent data-[checked]:bg-accent-soft data-[checked]:text-accent">
                <span class={`absolute size-2.5 rounded-full bg-current ${CORNERS[position]}`} />
              </RadioGroup.ItemControl>
              <RadioGroup.ItemLabel class="mt-1 text-center text-2xs text-text-muted">{LABELS[position]}</RadioGroup.ItemLabel>
            </RadioGroup.Item>
          )}
        </For>
      </div>
    </RadioGroup>
  );
}
