import { el, icon } from "../borrowed";
import type { Strings } from "../i18n/en";
import type { Line } from "../protocol/transcript";
import { PERSON, SPARK } from "./icons";
import type { Looks } from "./looks";
import type { ViewActions } from "./view";

/** Who speaks, as a picture: a spark for the assistant, the initial of an agent. */
export const avatar = (from: Line["from"], name: string | null) =>
  el(
    "span",
    { class: "avatar", "aria-hidden": true },
    from === "assistant" ? icon(SPARK) : name ? `${[...`${name}`][0]}`.toUpperCase() : icon(PERSON),
  );

/** In English the browser's own locale decides between 24 hours and twice 12. */
const time = (at: string, { lang }: Strings) => at && new Date(at).toLocaleTimeString(lang === "en" ? [] : lang, { timeStyle: "short" });

/** One line of the log. `continues`: the line before is of the same writer, who need not be named again. */
export function createLine(line: Line, strings: Strings, looks: Looks, { retry, escalate }: ViewActions) {
  if (line.from === "event") return { root: el("p", { class: "event" }, ...looks.content(line)), render() {} };

  const label = line.from === "assistant" ? strings.assistant : line.from === "agent" ? (line.name ?? strings.agent) : "";
  const bubble = el("div", { class: "bubble", dir: "auto" }, ...looks.content(line));
  const foot = el("p", { class: "foot" });
  const root = el(
    "div",
    { class: `line ${line.from}` },
    ...(label ? [avatar(line.from, line.name), el("p", { class: "label" }, label)] : []),
    bubble,
    foot,
  );
  bubble.after(...looks.below(line));
  if (line.offersPerson) bubble.after(el("button", { class: "pill person offer", click: escalate }, icon(PERSON), strings.talkToPerson));
  let drawn = "";
  let url = line.file?.url;

  return {
    root,
    render(now: Line, continues: boolean, isLast: boolean) {
      root.classList.toggle("continues", continues);
      const act = now.act ?? (now.state === "failed" ? strings.retry : "");
      const said =
        now.from !== "visitor"
          ? time(now.at, strings)
          : now.state === "sent"
            ? `${strings.sent} · ${time(now.at, strings)}`
            : strings[now.state];
      const text = now.note ?? said;
      foot.hidden = now.state === "sent" && !isLast;
      root.dataset.state = now.state;
      if (now.file && now.file.url !== url) bubble.replaceChildren(...looks.content(now));
      url = now.file?.url;
      if (drawn === text + act) return;
      drawn = text + act;
      foot.replaceChildren(text);
      if (act) foot.append(el("button", { click: () => retry(now.key) }, act));
    },
  };
}
