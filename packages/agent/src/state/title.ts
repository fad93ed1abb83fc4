import { type Accessor, createEffect, onCleanup } from "solid-js";

const PLAIN = "Agent desk";

/** "(3) Agent desk" and a dot on the icon: what waits for this agent, seen from another tab. */
export function createTitle(waiting: Accessor<number>): void {
  createEffect(() => show(waiting()));
  onCleanup(() => show(0));
}

function show(waiting: number) {
  document.title = waiting > 0 ? `(${waiting}) ${PLAIN}` : PLAIN;
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  const href = `${import.meta.env.BASE_URL}${waiting > 0 ? "icon-waiting.svg" : "icon.svg"}`;
  if (icon && icon.getAttribute("href") !== href) icon.setAttribute("href", href);
}
