import { el, setText } from "../dom";
import type { Strings } from "../i18n/en";
import type { ChatState } from "../protocol/state";

/** The one sentence about the chat itself. Empty while all goes well. */
export function statusText({ link, mode, position, estimatedWait, wantsPerson }: ChatState, strings: Strings): string {
  if (link === "reconnecting") return strings.reconnecting;
  if (link === "refused") return strings.refused;
  if (mode === "queued") return position > 1 ? strings.place(position, estimatedWait) : position === 1 ? strings.next : strings.soon;
  if (wantsPerson) return strings.asking;
  return mode === "closed" ? strings.closedHint : "";
}

/** Announced politely, apart from the log. */
export function createStatus(strings: Strings) {
  const root = el("div", { class: "status", role: "status" });
  return {
    root,
    render(state: ChatState) {
      setText(root, statusText(state, strings));
      root.dataset.kind = `${state.link} ${state.mode}`;
    },
  };
}
