import { findAdminEmail, findSession, listNewestMessages, type MailFacts } from "@chat/db";
import type { Deps } from "../deps";
import type { Content } from "./compose";
import { escapeHtml, linkHtml, pageHtml, writtenHtml } from "./html";
import type { MailSender } from "./sender";

/** Tells the account's admin what a visitor left. An answer to it goes to the visitor. Null when there is nobody or nothing to tell. */
export async function composeLeftMessage(deps: Deps, { publicUrl }: MailSender, mail: MailFacts): Promise<Content | null> {
  const [to, session, [message]] = await Promise.all([
    findAdminEmail(deps.db, mail.siteKey),
    findSession(deps.db, mail.sessionId),
    listNewestMessages(deps.db, mail.sessionId, 1, mail.messageId + 1),
  ]);
  if (to === undefined || !session || message?.id !== mail.messageId) return null;
  const { visitorName, visitorEmail, businessName } = session;
  const who = visitorName ?? visitorEmail ?? "A visitor";
  const said = `${who}${visitorName && visitorEmail ? ` (${visitorEmail})` : ""} left a message for ${businessName}:`;
  const desk = `${publicUrl}/agent/chats/${mail.sessionId}`;
  return {
    to,
    replyTo: visitorEmail === null ? null : { name: visitorName ?? "", address: visitorEmail },
    subject: `${who} left a message for ${businessName}`,
    text: `${said}\n\n${message.text}\n\n${visitorEmail ? "Answer this mail, or the chat" : "Answer the chat"} in the agent app:\n${desk}\n`,
    html: pageHtml([
      `<p>${escapeHtml(said)}</p>`,
      writtenHtml(message.text),
      `<p>${visitorEmail ? "Answer this mail, or " : "Answer "}${linkHtml(desk, "the chat in the agent app")}.</p>`,
    ]),
  };
}
