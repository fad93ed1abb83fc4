import { findSession, type MailFacts } from "@chat/db";
import { type ChatMessage, LIMITS } from "../../contract";
import type { Deps } from "../deps";
import { readHistory } from "../message/history";
import type { Content } from "./compose";
import { escapeHtml, linkHtml, pageHtml, writtenHtml } from "./html";
import type { MailSender } from "./sender";

/** What was said in a chat, up to when its visitor asked for it: what the visitor saw, and nothing beside. Null when the chat is gone. */
export async function composeTranscript(deps: Deps, { publicUrl }: MailSender, mail: MailFacts): Promise<Content | null> {
  const [session, { messages, hasEarlier }] = await Promise.all([
    findSession(deps.db, mail.sessionId),
    readHistory(deps, mail.sessionId, LIMITS.transcriptMailMessagesMax, mail.messageId + 1),
  ]);
  if (mail.recipient === null || !session || messages.length === 0) return null;
  const title = `Your chat with ${session.businessName}`;
  const left = `The last ${messages.length} messages; what was said before them is in the chat itself.`;
  const lines = messages.map((message) => toLine(message, session.visitorName ?? "You", publicUrl));
  return {
    to: mail.recipient,
    replyTo: null,
    subject: title,
    text: [title, ...(hasEarlier ? [left] : []), ...lines.map(({ text }) => text)].join("\n\n").concat("\n"),
    html: pageHtml([
      `<h1 style="font-size:20px">${escapeHtml(title)}</h1>`,
      ...(hasEarlier ? [`<p>${left}</p>`] : []),
      ...lines.map(({ html }) => html),
    ]),
  };
}

function toLine({ senderName, sentAt, text, file, source }: ChatMessage, visitor: string, publicUrl: string) {
  const head = `${senderName ?? visitor}, ${sentAt.slice(0, 16).replace("T", " ")} UTC`;
  const from = source ? `From: ${source.title}` : null;
  const url = file ? publicUrl + file.url : null;
  return {
    text: [head, url ? `${text}: ${url}` : text, ...(from ? [`(${from})`] : [])].join("\n"),
    html: [
      `<div style="color:#666;font-size:13px">${escapeHtml(head)}</div>`,
      url ? `<p style="margin:4px 0 16px">${linkHtml(url, text)}</p>` : writtenHtml(text),
      ...(from ? [`<div style="color:#666;font-size:13px;margin:-12px 0 16px">${escapeHtml(from)}</div>`] : []),
    ].join("\n"),
  };
}
