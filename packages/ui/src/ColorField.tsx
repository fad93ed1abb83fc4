import { TextField as Kobalte } from "@kobalte/core/text-field";
import { type JSX, Show } from "solid-js";
import { classes } from "./classes";
import { ERROR_CLASS, ErrorText, HINT_CLASS, LABEL_CLASS } from "./FieldText";

export type ColorFieldProps = {
  label: string;
  /** `#rrggbb`; anything typed is passed on, so that a form can say what is wrong with it. */
  value: string;
  onChange: (value: string) => void;
  hint?: JSX.Element;
  error?: string;
  class?: string;
};

const isHex = (value: string) => /^#[0-9a-fA-F]{6}$/.test(value);

export function ColorField(props: ColorFieldProps) {
  return (
    <Kobalte
      class={classes("flex flex-col gap-1.5", props.class)}
      value={props.value}
      onChange={(value) => props.onChange(/^[0-9a-fA-F]{6}$/.test(value) ? `#${value}` : value)}
      validationState={props.error ? "invalid" : "valid"}
    >
      <Kobalte.Label class={LABEL_CLASS}>{props.label}</Kobalte.Label>
      <div class="relative">
        <label class="absolute inset-y-1.5 left-1.5 w-7 overflow-hidden rounded border border-border focus-within:outline-2 focus-within:outline-accent">
          <span class="sr-only">Pick {props.label.toLowerCase()}</span>
          <span class="block size-full" style={{ "background-color": isHex(props.value) ? props.value : "transparent" }} />
          <input
            type="color"
            class="absolute inset-0 size-full cursor-pointer opacity-0"
            value={isHex(props.value) ? props.value : "#000000"}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
        </label>
        <Kobalte.Input class="control pl-11 font-mono" spellcheck={false} maxLength={7} autocomplete="off" />
      </div>
      <Show when={props.hint && !props.error}>
        <Kobalte.Description class={HINT_CLASS}>{props.hint}</Kobalte.Description>
      </Show>
      <Kobalte.ErrorMessage class={ERROR_CLASS}>
        <ErrorText text={props.error ?? ""} />
      </Kobalte.ErrorMessage>
    </Kobalte>
  );
}
