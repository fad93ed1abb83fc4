import { TextField as Kobalte } from "@kobalte/core/text-field";
import { type ComponentProps, onMount, Show } from "solid-js";
import { classes } from "./classes";
import { ERROR_CLASS, ErrorText, HINT_CLASS, LABEL_CLASS, LabelText } from "./FieldText";

export type TextFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  name?: string;
  type?: "text" | "email" | "password" | "search" | "tel" | "url";
  hint?: string;
  error?: string;
  optional?: boolean;
  /** The label stays for screen readers alone. */
  hideLabel?: boolean;
  placeholder?: string;
  autocomplete?: ComponentProps<"input">["autocomplete"];
  autofocus?: boolean;
  disabled?: boolean;
  class?: string;
  inputClass?: string;
  maxLength?: number;
  onBlur?: () => void;
};

export function TextField(props: TextFieldProps) {
  let input!: HTMLInputElement;
  // The attribute alone counts on the first page only.
  onMount(() => {
    if (props.autofocus) input.focus();
  });
  return (
    <Kobalte
      class={classes("flex flex-col gap-1.5", props.class)}
      value={props.value}
      onChange={props.onChange}
      name={props.name}
      disabled={props.disabled}
      validationState={props.error ? "invalid" : "valid"}
    >
      <Kobalte.Label class={props.hideLabel ? "sr-only" : LABEL_CLASS}>
        <LabelText text={props.label} optional={props.optional} />
      </Kobalte.Label>
      <Kobalte.Input
        ref={input}
        class={classes("control", props.inputClass)}
        type={props.type ?? "text"}
        placeholder={props.placeholder}
        autocomplete={props.autocomplete}
        autofocus={props.autofocus}
        maxLength={props.maxLength}
        onBlur={() => props.onBlur?.()}
      />
      <Show when={props.hint && !props.error}>
        <Kobalte.Description class={HINT_CLASS}>{props.hint}</Kobalte.Description>
      </Show>
      <Kobalte.ErrorMessage class={ERROR_CLASS}>
        <ErrorText text={props.error ?? ""} />
      </Kobalte.ErrorMessage>
    </Kobalte>
  );
}
