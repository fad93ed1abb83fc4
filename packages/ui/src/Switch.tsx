import { Switch as Kobalte } from "@kobalte/core/switch";
import { Show } from "solid-js";
import { classes } from "./classes";
import { HINT_CLASS } from "./FieldText";

export type SwitchProps = {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: string;
  hideLabel?: boolean;
  disabled?: boolean;
  class?: string;
};

export function Switch(props: SwitchProps) {
  return (
    <Kobalte
      class={classes("relative flex items-start justify-between gap-4", props.class)}
      checked={props.checked}
      onChange={props.onChange}
      disabled={props.disabled}
    >
      <span class={props.hideLabel ? "sr-only" : "flex min-w-0 flex-col"}>
        <Kobalte.Label class="text-sm font-medium leading-5 text-text">{props.label}</Kobalte.Label>
        <Show when={props.hint}>
          <Kobalte.Description class={HINT_CLASS}>{props.hint}</Kobalte.Description>
        </Show>
      </span>
      <Kobalte.Input class="peer" />
      <Kobalte.Control class="inline-flex h-5 w-9 shrink-0 cursor-pointer items-center rounded-full bg-border-strong p-0.5 transition-colors peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent data-[checked]:bg-accent data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50">
        <Kobalte.Thumb class="size-4 rounded-full bg-white shadow-card transition-transform data-[checked]:translate-x-4" />
      </Kobalte.Control>
    </Kobalte>
  );
}
