import { TextField as Kobalte } from "@kobalte/core/text-field";
import { Show } from "solid-js";
import { classes } from "./classes";
import { ERROR_CLASS, ErrorText, HINT_CLASS, LABEL_CLASS, LabelText } from "./FieldText";

export type TextAreaProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  name?: string;
  rows?: number;
  hint?: string;
  error?: string;
  optional?: boolean;
  hideLabel?: boolean;
  placeholder?: string;
  disabled?: boolean;
  class?: string;
  maxLength?: number;
};

/** Of the `control` class: sizing by content ignores `rows`. */
const LINE_REM = 1.375;
const PADDING_REM = 0.875;

/** Grows with its text, up to a third of the window. */
export function TextArea(props: TextAreaProps) {
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
      <Kobalte.TextArea
        class="control field-sizing-content max-h-[33vh] resize-y scroll-quiet"
        rows={props.rows ?? 3}
        style={{ "min-height": `${(props.rows ?? 3) * LINE_REM + PADDING_REM}rem` }}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
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
