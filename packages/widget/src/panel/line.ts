import { el, icon } from "../dom";
import type { Strings } from "../i18n/en";
import type { Line, LineEvent } from "../protocol/transcript";
import { PERSON, SPARK } from "./icons";
import { textNodes } from "./text";
import type { ViewActions } from "./view";

export const eventText = (line: Line, strings: Strings): string => {
  const name = line.name ?? strings.agent;
  const event = line.text as LineEvent;
  return event === "joined" || event === "requeued" ? strings[event](name) : strings[event];
};

/** Who speaks, as a picture: a spark for the assistant, the initial of an agent. */
export const avatar = (from: Line["from"], name: string | null) =>
  el(
    "span",
    { class: "avatar", "aria-hidden": "true" },
    from === "assistant" ? icon(SPARK) : name ? ([...name][0] ?? "").toUpperCase() : icon(PERSON),
  );

const time = (at: string) => at && new Date(at).toLocaleTimeString([], { timeStyle: "short" });

/** One line of the log. `continues`: the line before is of the same writer, who need not be named again. */
export function createLine(line: Line, strings: Strings, { retry, escalate }: ViewActions) {
  if (line.from === "event") return { root: el("p", { class: "event" }, eventText(line, strings)), render() {} };

  const label = line.from === "assistant" ? strings.assistant : line.from === "agent" ? (line.name ?? strings.agent) : "";
  const bubble = el("div", { class: "bubble", dir: "auto" }, ...textNodes(line.text));
  const foot = el("p", { class: "foot" });
  const root = el(
    "div",
    { class: `line ${line.from}` },
    ...(label ? [avatar(line.from, line.name), el("p", { class: "label" }, label)] : []),
    bubble,
    foot,
  );
  if (line.offersPerson)
    bubble.after(el("button", { type: "button", class: "person offer", click: escalate }, icon(PERSON), strings.talkToPerson));
  let drawn = "";

  return {
    root,
    render(now: Line, continues: boolean, isLast: boolean) {
      root.classList.toggle("continues", continues);
      const isFailed = now.state === "failed";
      const text = now.from !== "visitor" ? time(now.at) : now.state === "sent" ? `${strings.sent} · ${time(now.at)}` : strings[now.state];
      foot.hidden = now.state === "sent" && !isLast;
      root.dataset.state = now.state;
      if (drawn === text) return;
      drawn = text;
      foot.replaceChildren(text);
      if (isFailed) foot.append(el("button", { type: "button", click: () => retry(now.key) }, strings.retry));
    },
  };
}
