import { el, icon } from "../borrowed";
import { fill } from "../i18n/strings";
import type { ServerFrame } from "../protocol/frames";
import type { ChatState } from "../protocol/state";
import type { ExtrasHost } from "./main";

const STAR = "M12 3.8l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z";

/** Asks how an ended chat was. */
export function createRating({ strings, client, record, view }: ExtrasHost) {
  let score = 0;
  const comment = el("textarea", { rows: 2, maxlength: 1000, "aria-label": strings.comment, placeholder: strings.comment, dir: "auto" });
  const said = el("p", { class: "said", role: "status" });
  const send = el("button", { class: "start" }, strings.rate);
  const more = el("div", { hidden: true }, comment, send);
  const stars = [1, 2, 3, 4, 5].map((value) =>
    el(
      "button",
      { type: "button", "aria-label": fill(strings.score, { score: value }), "aria-pressed": false, click: () => choose(value) },
      icon(STAR),
    ),
  );
  const submit = (event: Event) => {
    event.preventDefault();
    stars[score - 1]?.focus();
    said.textContent = client.state.link === "online" ? strings.rated : strings.failed;
    client.send({ type: "rate", sessionId: record.current().sessionId, score, comment: comment.value.trim() || undefined });
    more.hidden = true;
  };
  const root = el(
    "form",
    { class: "rating", submit, hidden: true },
    el("p", {}, strings.question),
    el("div", { class: "stars" }, ...stars),
    more,
    said,
  );
  const mark = (value: number) => {
    score = value;
    stars.forEach((star, index) => {
      star.setAttribute("aria-pressed", `${index + 1 === value}`);
      star.classList.toggle("on", index < value);
    });
    said.textContent = "";
  };
  const choose = (value: number) => {
    mark(value);
    const wasNearEnd = view.log.isNearEnd();
    more.hidden = false;
    if (wasNearEnd) view.log.toEnd();
  };

  return {
    render({ mode, lines }: ChatState) {
      const isDue = mode === "closed" && lines.some((line) => line.from === "visitor");
      if (isDue && !root.isConnected) view.composer.root.before(root);
      // Another chat is asked about anew.
      if (isDue && root.hidden) {
        mark(0);
        comment.value = "";
        more.hidden = true;
      }
      root.hidden = !isDue;
    },
    hear(frame: ServerFrame) {
      if (frame.type === "error" && /^RATING/.test(frame.code)) said.textContent = strings.failed;
    },
  };
}
