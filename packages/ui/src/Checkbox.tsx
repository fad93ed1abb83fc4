import { Checkbox as Kobalte } from "@kobalte/core/checkbox";
import { Check } from "lucide-solid";
import { Show } from "solid-js";
import { classes } from "./classes";
import { HINT_CLASS } from "./FieldText";

export type CheckboxProps = {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  name?: string;
  hint?: string;
  disabled?: boolean;
  class?: string;
};

export function Checkbox(props: CheckboxProps) {
  return (
    <Kobalte
      class={classes("relative flex items-start gap-2.5", props.class)}
      checked={props.checked}
      onChange={props.onChange}
      name={props.name}
      disabled={props.disabled}
    >
      <Kobalte.Input class="peer" />
      <Kobalte.Control class="mt-0.5 grid size-4 shrink-0 place-items-center rounded border border-border-strong bg-surface-raised transition-colors peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:opacity-50">
        <Kobalte.Indicator>
          <Check class="size-3 text-on-accent" stroke-width="3.5" aria-hidden="true" />
        </Kobalte.Indicator>
      </Kobalte.Control>
      <span class="flex flex-col">
        <Kobalte.Label class="text-sm leading-5 text-text">{props.label}</Kobalte.Label>
        <Show when={props.hint}>
          <Kobalte.Description class={HINT_CLASS}>{props.hint}</Kobalte.Description>
        </Show>
      </span>
    </Kobalte>
  );
}
