import { el, icon } from "../borrowed";
import { setText } from "../dom";
import type { Strings } from "../i18n/en";
import type { ChatState } from "../protocol/state";
import { CROSS } from "./icons";
import type { ViewActions, ViewConfig } from "./view";

/** Title, and who has the chat right now. */
export function createHeader(config: ViewConfig, strings: Strings, { close }: ViewActions) {
  const business = config.businessName === config.widgetTitle ? "" : ` · ${config.businessName}`;
  const who = el("p", { class: "who" });
  const root = el(
    "div",
    { class: "bar" },
    el("div", { class: "heading" }, el("h2", {}, config.widgetTitle), who),
    el("button", { class: "close", "aria-label": strings.close, click: close }, icon(CROSS)),
  );
  return {
    root,
    render({ mode, agentName }: ChatState) {
      const names = { assistant: strings.assistant, queued: strings.waiting, agent: agentName ?? strings.agent, closed: strings.ended };
      setText(who, names[mode] + business);
    },
  };
}
