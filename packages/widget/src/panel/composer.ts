import { el, icon } from "../borrowed";
import type { Strings } from "../i18n/en";
import type { ChatState } from "../protocol/state";
import { PERSON, SEND } from "./icons";
import type { ViewActions } from "./view";

const MESSAGE_CHARS = 4_000;

/** Where the visitor writes, and the way to a person above it. */
export function createComposer(strings: Strings, { send, escalate }: ViewActions) {
  const input = el("textarea", {
    rows: 1,
    maxlength: MESSAGE_CHARS,
    "aria-label": strings.message,
    placeholder: strings.placeholder,
    enterkeyhint: "send",
    dir: "auto",
  });
  const button = el("button", { class: "send", disabled: true, "aria-label": strings.send }, icon(SEND));
  const ask = () => {
    escalate();
    // The button goes as soon as the chat is in line, and the focus must not go with it.
    input.focus();
  };
  const person = el("button", { type: "button", class: "pill person", click: ask }, icon(PERSON), strings.talkToPerson);

  const field = el("div", { class: "field" }, input, button);

  const fit = () => {
    button.disabled = !input.value.trim();
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
  };
  const write = (text: string) => {
    input.value = text;
    fit();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    send(input.value);
    write("");
    input.focus();
  };

  input.addEventListener("input", fit);
  input.addEventListener("keydown", (event) => {
    // An input method ends a word with Enter; Safari reports that key as 229 after composing.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) submit(event);
  });

  return {
    root: el("form", { class: "composer", submit }, person, field),
    field,
    input,
    write,
    focus: () => input.focus({ preventScroll: true }),
    fit,
    render({ wantsPerson }: ChatState) {
      person.setAttribute("aria-disabled", `${wantsPerson}`);
    },
  };
}
