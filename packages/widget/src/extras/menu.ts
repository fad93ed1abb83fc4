import { el, icon } from "../borrowed";
import { fill } from "../i18n/strings";
import type { ServerFrame } from "../protocol/frames";
import type { ChatState } from "../protocol/state";
import type { Attention } from "./attention";
import type { Earlier } from "./earlier";
import { DOTS } from "./icons";
import type { ExtrasHost } from "./main";
import { saveTranscript } from "./transcript";

/** What else can be done with a chat. */
export function createMenu(given: ExtrasHost, attention: Attention, earlier: Earlier) {
  const { strings, client, record, view, logout } = given;
  const root = el("div", { class: "menu", hidden: true });
  const said = el("p", { class: "said", role: "status" });
  let email: HTMLInputElement | undefined;

  const opener = el("button", { class: "close", "aria-label": strings.more, "aria-expanded": false, click: () => toggle() }, icon(DOTS));
  view.header.root.lastChild?.before(opener);
  const show = (isShown: boolean) => {
    root.hidden = !isShown;
    opener.setAttribute("aria-expanded", `${isShown}`);
  };
  // Whoever goes on elsewhere leaves it. Safari gives no focus to what is pressed.
  const leave = (to: EventTarget | null) => to && to !== opener && !root.contains(to as Node) && show(false);
  root.addEventListener("focusout", ({ relatedTarget }) => leave(relatedTarget));
  view.root.addEventListener("pointerdown", ({ target }) => opener.contains(target as Node) || leave(target));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  const close = () => {
    show(false);
    opener.focus();
  };
  const item = (label: string, act: () => void) => el("button", { click: act }, label);
  /** What cannot be taken back is pressed twice. */
  const grave = (label: string, act: () => void) => {
    let isSure = false;
    const button = item(label, () => {
      if (isSure) {
        close();
        act();
      } else button.textContent = strings.sure;
      isSure = true;
    });
    return button;
  };
  const mailForm = () => {
    email = el("input", { type: "email", required: true, "aria-label": strings.email, placeholder: strings.email, autocomplete: "email" });
    email.value = record.current().visitorEmail ?? "";
    const submit = (event: Event) => {
      event.preventDefault();
      if (email) client.send({ type: "mail_transcript", visitorEmail: email.value });
    };
    const form = el("form", { submit }, email, el("button", {}, strings.send));
    root.replaceChildren(form, said);
    show(true);
    email.focus();
  };
  const items = ({ sendsMail, mode, lines, link }: ChatState) => {
    const hasChat = lines.length > 0;
    const canAsk = hasChat && link === "online";
    return [
      item(attention.isMuted() ? strings.unmute : strings.mute, () => {
        attention.mute(!attention.isMuted());
        close();
      }),
      hasChat && item(strings.save, () => void saveTranscript(given, earlier).then(close)),
      canAsk && sendsMail && item(strings.mail, mailForm),
      canAsk && mode !== "closed" && grave(strings.end, client.end),
      grave(strings.forget, () => {
        logout();
        view.focus();
      }),
    ].filter((each) => each !== false);
  };

  function toggle() {
    if (!root.hidden) return close();
    said.textContent = "";
    root.replaceChildren(...items(client.state), said);
    view.header.root.after(root);
    show(true);
    root.querySelector("button")?.focus();
  }

  return {
    hear(frame: ServerFrame) {
      if (frame.type === "transcript_mailed") said.textContent = fill(strings.mailed, { email: email?.value ?? "" });
      else if (frame.type === "error" && !frame.clientMessageId && email?.isConnected) said.textContent = strings.failed;
    },
    render({ mode }: ChatState) {
      // Nothing can be done with a chat that has not begun, and nothing is kept.
      opener.hidden = !record.isKept();
      if (mode === "closed" && !root.hidden) close();
    },
  };
}
