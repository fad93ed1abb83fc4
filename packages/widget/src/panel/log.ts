import { el, icon } from "../dom";
import type { Strings } from "../i18n/en";
import type { ChatState } from "../protocol/state";
import type { Line } from "../protocol/transcript";
import { DOWN } from "./icons";
import { avatar, createLine } from "./line";
import type { ViewActions, ViewConfig } from "./view";

/** A reader this near to the end, in pixels, is taken along with new lines. */
const NEAR_END = 80;

/** The conversation. Lines are added and changed, never rebuilt: a screen reader hears each once. */
export function createLog(config: ViewConfig, strings: Strings, actions: ViewActions) {
  const drawn = new Map<string, ReturnType<typeof createLine>>();
  const welcome: Line = {
    key: "welcome",
    id: 0,
    from: "assistant",
    name: null,
    text: config.welcomeMessage,
    at: "",
    state: "sent",
    offersPerson: false,
  };
  const dots = el("div", { class: "dots", role: "img" }, el("i"), el("i"), el("i"));
  const writing = el("div", { class: "line assistant writing", hidden: true }, dots);
  const list = el("div", { class: "lines", role: "log", "aria-label": strings.log, tabindex: 0 });
  const more = el("button", { type: "button", class: "more", hidden: true, click: () => toEnd() }, icon(DOWN), strings.newMessages);
  const root = el("div", { class: "log" }, list, more);
  list.append(writing);

  const isNearEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END;
  const toEnd = () => {
    list.scrollTop = list.scrollHeight;
    more.hidden = true;
  };
  const read = () => {
    more.hidden ||= isNearEnd();
  };
  list.addEventListener("scroll", read, { passive: true });

  const draw = (lines: Line[]): Line | undefined => {
    const wanted = new Set(lines.map((line) => line.key));
    for (const [key, line] of drawn)
      if (!wanted.has(key)) {
        line.root.remove();
        drawn.delete(key);
      }
    let added: Line | undefined;
    let previous: Line | undefined;
    let place: ChildNode | null = list.firstChild;
    lines.forEach((line, index) => {
      let node = drawn.get(line.key);
      if (!node) {
        node = createLine(line, strings, actions);
        drawn.set(line.key, node);
        added = line;
      }
      const next = lines[index + 1];
      node.render(line, previous?.from === line.from && previous.name === line.name, next?.from !== line.from);
      if (node.root === place) place = place.nextSibling;
      else list.insertBefore(node.root, place);
      previous = line;
    });
    return added;
  };

  return {
    root,
    toEnd,
    render(state: ChatState) {
      const wasNearEnd = isNearEnd();
      const lines = config.welcomeMessage.trim() ? [welcome, ...state.lines] : state.lines;
      const added = draw(lines);
      const wasWriting = !writing.hidden;
      writing.hidden = !state.isTyping;
      if (state.isTyping && !wasWriting) {
        const from = state.mode === "agent" ? "agent" : "assistant";
        writing.className = `line ${from} writing`;
        writing.replaceChildren(avatar(from, state.agentName), dots);
        dots.setAttribute("aria-label", `${state.agentName ?? strings.assistant} ${strings.typing}`);
      }
      if (added?.from === "visitor" || wasNearEnd) toEnd();
      else if (added) more.hidden = false;
    },
  };
}
