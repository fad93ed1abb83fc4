import type { MailFacts } from "@chat/db";
import type { Deps } from "../deps";
import { composeLeftMessage } from "./left-message";
import type { MailSender, OutgoingMail } from "./sender";
import { composeTranscript } from "./transcript";

export type Content = Omit<OutgoingMail, "id">;

const COMPOSERS = { left_message: composeLeftMessage, transcript: composeTranscript };

/** What a mail says now. Null when there is nothing left to say, or nobody to say it to. */
export async function composeMail(deps: Deps, sender: MailSender, mail: MailFacts): Promise<OutgoingMail | null> {
  const content = await COMPOSERS[mail.kind](deps, sender, mail);
  // The same in each attempt: a program for mail shows a mail that came twice once.
  return content && { ...content, id: `${mail.id}-${mail.mailKey.replaceAll(/[^A-Za-z0-9]/g, "-")}` };
}
