import { el } from "../borrowed";
import { setText } from "../dom";
import type { Strings } from "../i18n/en";
import type { ChatState } from "../protocol/state";
import type { Looks } from "./looks";

/** The one sentence about the chat itself. Empty while all goes well. */
export function statusText(state: ChatState, strings: Strings, looks: Looks): string {
  const { link, mode, wantsPerson } = state;
  if (link === "reconnecting") return strings.reconnecting;
  if (link === "refused" || /queued|closed/.test(mode)) return looks.status(state);
  return wantsPerson ? strings.asking : "";
}

/** Announced politely, apart from the log. */
export function createStatus(strings: Strings, looks: Looks) {
  const root = el("div", { class: "status", role: "status" });
  return {
    root,
    render(state: ChatState) {
      setText(root, statusText(state, strings, looks));
      root.dataset.kind = `${state.link} ${state.mode}`;
    },
  };
}
