import { el } from "../borrowed";
import { fill } from "../i18n/strings";
import { avatar } from "../panel/line";
import type { ChatState } from "../protocol/state";
import type { ExtrasHost } from "./main";

/** Three dots while somebody writes to the visitor. */
export function createWriting({ view: { log }, panel, strings }: ExtrasHost) {
  const dots = el("div", { class: "dots", role: "img" }, el("i"), el("i"), el("i"));
  const root = el("div", { hidden: true });
  return ({ isTyping, mode, agentName }: ChatState) => {
    const wasNearEnd = log.isNearEnd();
    if (isTyping && root.hidden) {
      const from = mode === "agent" ? "agent" : "assistant";
      root.className = `line ${from} writing`;
      root.replaceChildren(avatar(from, agentName), dots);
      dots.setAttribute("aria-label", fill(strings.typing, { name: agentName ?? panel.assistant }));
    }
    root.hidden = !isTyping;
    // Lines are put before what stands last.
    if (!root.isConnected) log.list.append(root);
    if (isTyping && wasNearEnd) log.toEnd();
  };
}
