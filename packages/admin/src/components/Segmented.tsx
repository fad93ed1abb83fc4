import { SegmentedControl } from "@kobalte/core/segmented-control";
import { type Component, For } from "solid-js";

export type SegmentedProps<T extends string> = {
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: { value: T; label: string; icon?: Component<{ class?: string }> }[];
  class?: string;
};

export function Segmented<T extends string>(props: SegmentedProps<T>) {
  return (
    <SegmentedControl value={props.value} onChange={(value) => props.onChange(value as T)} class={props.class}>
      <SegmentedControl.Label class="sr-only">{props.label}</SegmentedControl.Label>
      <div role="presentation" class="flex rounded-lg bg-surface-sunken p-0.5">
        <For each={props.options}>
          {(option) => (
            <SegmentedControl.Item value={option.value} class="relative flex-1">
              <SegmentedControl.ItemInput class="peer" />
              <SegmentedControl.ItemLabel class="flex h-8 cursor-pointer items-center justify-center gap-1.5 rounded-md px-3 text-[0.8125rem] font-medium text-text-muted transition-colors hover:text-text peer-focus-visible:outline-2 peer-focus-visible:outline-accent data-[checked]:bg-surface-raised data-[checked]:text-text data-[checked]:shadow-card">
                {option.icon?.({ class: "size-3.5" })}
                {option.label}
              </SegmentedControl.ItemLabel>
            </SegmentedControl.Item>
          )}
        </For>
      </div>
    </SegmentedControl>
  );
}
