import { createEffect } from "solid-js";

/** What the tab and the history say. */
export function createTitle(title: () => string) {
  createEffect(() => {
    document.title = `${title()} · Chat Widget Generator`;
  });
}
