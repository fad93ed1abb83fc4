import type { JSX } from "solid-js";

/** The buttons that end a dialog: full width on phones, the main one last on desktop. */
export function DialogActions(props: { children: JSX.Element }) {
  return <div class="mt-6 flex flex-col-reverse gap-2 *:w-full sm:flex-row sm:justify-end sm:*:w-auto">{props.children}</div>;
}
