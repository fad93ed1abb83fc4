import { Select as Kobalte } from "@kobalte/core/select";
import { Check, ChevronsUpDown } from "lucide-solid";
import { Show } from "solid-js";
import { classes } from "./classes";
import { ERROR_CLASS, ErrorText, HINT_CLASS, LABEL_CLASS, LabelText } from "./FieldText";

export type SelectOption<T extends string> = { value: T; label: string };

export type SelectProps<T extends string> = {
  label: string;
  options: SelectOption<T>[];
  /** Null: nothing is chosen, and the placeholder stands there. */
  value: T | null;
  placeholder?: string;
  onChange: (value: T) => void;
  name?: string;
  hint?: string;
  error?: string;
  optional?: boolean;
  hideLabel?: boolean;
  disabled?: boolean;
  class?: string;
};

export function Select<T extends string>(props: SelectProps<T>) {
  const selected = () => props.options.find((option) => option.value === props.value) ?? null;
  return (
    <Kobalte<SelectOption<T>>
      class={classes("flex flex-col gap-1.5", props.class)}
      options={props.options}
      optionValue="value"
      optionTextValue="label"
      placeholder={props.placeholder}
      value={selected()}
      onChange={(option) => option && props.onChange(option.value)}
      name={props.name}
      disabled={props.disabled}
      disallowEmptySelection
      gutter={4}
      sameWidth
      validationState={props.error ? "invalid" : "valid"}
      itemComponent={(item) => (
        <Kobalte.Item
          item={item.item}
          class="flex cursor-default select-none items-center justify-between gap-3 rounded px-2.5 py-1.5 text-sm outline-none data-[highlighted]:bg-surface-hover"
        >
          <Kobalte.ItemLabel>{item.item.rawValue.label}</Kobalte.ItemLabel>
          <Kobalte.ItemIndicator>
            <Check class="size-4 text-accent-text" aria-hidden="true" />
          </Kobalte.ItemIndicator>
        </Kobalte.Item>
      )}
    >
      <Kobalte.Label class={props.hideLabel ? "sr-only" : LABEL_CLASS}>
        <LabelText text={props.label} optional={props.optional} />
      </Kobalte.Label>
      <Kobalte.Trigger class="control flex items-center justify-between gap-2 text-left">
        <Kobalte.Value<SelectOption<T>> class="truncate">{(state) => state.selectedOption()?.label}</Kobalte.Value>
        <Kobalte.Icon class="shrink-0 text-text-faint">
          <ChevronsUpDown class="size-3.5" aria-hidden="true" />
        </Kobalte.Icon>
      </Kobalte.Trigger>
      <Show when={props.hint && !props.error}>
        <Kobalte.Description class={HINT_CLASS}>{props.hint}</Kobalte.Description>
      </Show>
      <Kobalte.ErrorMessage class={ERROR_CLASS}>
        <ErrorText text={props.error ?? ""} />
      </Kobalte.ErrorMessage>
      <Kobalte.Portal>
        <Kobalte.Content class="z-50 animate-pop-in rounded-lg bg-surface-raised p-1 shadow-pop">
          <Kobalte.Listbox class="max-h-72 overflow-y-auto outline-none scroll-quiet" />
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
