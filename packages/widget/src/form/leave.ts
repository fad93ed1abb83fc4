import { el } from "../borrowed";
import type { VisitorDetails } from "../protocol/frames";
import type { FormHost } from "./main";
import { createForm, createRow } from "./row";

const MESSAGE_CHARS = 4_000;

/** For when nobody is there: what is to be said, and where the answer goes. */
export function createLeaveMessage(
  lent: FormHost,
  { visitorName, visitorEmail }: VisitorDetails,
  send: (text: string, leftBy: VisitorDetails) => void,
  back: () => void,
) {
  const { strings } = lent;
  const row = (name: string, type: "text" | "email" | "textarea", label: string, value?: string, max?: number) =>
    createRow(lent, { name, type, label, required: type !== "text" }, `leave-${name}`, value, max);
  const name = row("name", "text", strings.name, visitorName);
  const email = row("email", "email", strings.email, visitorEmail);
  const message = row("message", "textarea", strings.message, "", MESSAGE_CHARS);
  const form = createForm(lent, { intro: [strings.leaveHint], rows: [name, email, message], button: strings.leaveMessage }, () =>
    send(message.answer(), { visitorName: name.answer() || undefined, visitorEmail: email.answer() }),
  );
  form.root.append(el("button", { type: "button", class: "back", click: back }, strings.back));
  return form;
}
