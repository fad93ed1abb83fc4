import { el, icon } from "../borrowed";
import { DOWN } from "./icons";
import type { ExtrasHost } from "./main";

/** Takes whoever reads further up to the new lines. */
export function createNews({ strings, view: { log } }: ExtrasHost) {
  log.list.after(el("button", { class: "pill more", click: log.toEnd }, icon(DOWN), strings.newMessages));
  log.list.addEventListener("scroll", () => log.isNearEnd() && log.missed(false), { passive: true });
}
