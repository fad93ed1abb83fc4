import { borrow } from "../borrowed";
import { enForm } from "../i18n/en-form";
import type { Lent } from "../panel/chunks";
import { createLeaveMessage } from "./leave";
import { createPrechat } from "./prechat";

export interface FormHost extends Lent {
  strings: typeof enForm;
}

/** Forms that take the chat's place for a while: loaded by widgets that ask something before a chat, and when nobody is there. */
export function createForms(lent: Lent) {
  borrow(lent.dom);
  const host: FormHost = { ...lent, strings: lent.translate(enForm, 1) };
  return {
    prechat: createPrechat.bind(null, host),
    leaveMessage: createLeaveMessage.bind(null, host),
  };
}
export type Forms = ReturnType<typeof createForms>;
