import type * as Dom from "./dom";

/** What the loader has already: the files that come after it borrow it, and hold no copy. */
export type Lendable = Pick<typeof Dom, "el" | "icon" | "addSheet">;

export let el: Lendable["el"];
export let icon: Lendable["icon"];
export let addSheet: Lendable["addSheet"];

/** Before anything else of a file is used. */
export function borrow(lent: Lendable) {
  ({ el, icon, addSheet } = lent);
}
