import { TriangleAlert } from "lucide-solid";
import { Show } from "solid-js";

/** Classes of the three texts around a field. Kobalte ties them to the control by id. */
export const LABEL_CLASS = "text-[0.8125rem] font-medium text-text";
export const HINT_CLASS = "text-[0.8125rem] leading-5 text-text-muted";
export const ERROR_CLASS = "flex items-start gap-1.5 text-[0.8125rem] leading-5 text-danger-text";

/** A label's text, with "optional" beside it where that is said. */
export function LabelText(props: { text: string; optional?: boolean }) {
  return (
    <>
      {props.text}
      <Show when={props.optional}>
        <span class="ml-1.5 font-normal text-text-faint">optional</span>
      </Show>
    </>
  );
}

export function ErrorText(props: { text: string }) {
  return (
    <>
      <TriangleAlert class="mt-[3px] size-3.5 shrink-0" aria-hidden="true" />
      <span>{props.text}</span>
    </>
  );
}
