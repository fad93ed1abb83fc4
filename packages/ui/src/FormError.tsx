import { CircleAlert } from "lucide-solid";
import { Show } from "solid-js";

/** A problem of the whole form, read out when it appears. */
export function FormError(props: { text: string | null | undefined }) {
  return (
    <div role="alert" class="contents">
      <Show when={props.text}>
        <p class="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-[0.8125rem] leading-5 text-danger-text">
          <CircleAlert class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span>{props.text}</span>
        </p>
      </Show>
    </div>
  );
}
