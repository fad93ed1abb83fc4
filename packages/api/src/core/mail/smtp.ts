import type { Transporter } from "nodemailer";
import { MailRefused, type MailSender, type OutgoingMail } from "./sender";

export interface SmtpOptions {
  /** `smtp://user:pass@host:587`, or `smtps://` where TLS comes first. Without it STARTTLS is used where it is offered. */
  url: string;
  /** As in `Acme <chat@acme.example>`. */
  from: string;
  publicUrl: string;
}

/** A server that says nothing for so long is given up; a mail in all after the limit of its sender. */
const SILENCE_MS = 20_000;

export function createSmtpSender({ url, from, publicUrl }: SmtpOptions): MailSender {
  let transporter: Promise<Transporter> | undefined;

  // Loaded with the first mail: the start does not wait for it.
  async function open(): Promise<Transporter> {
    const { createTransport } = await import("nodemailer");
    return createTransport({
      url,
      connectionTimeout: SILENCE_MS,
      greetingTimeout: SILENCE_MS,
      dnsTimeout: SILENCE_MS,
      socketTimeout: SILENCE_MS,
      // What visitors write is text, never the name of a file or an address to be read.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  return {
    publicUrl,
    async send(mail, signal) {
      transporter ??= open();
      try {
        await (await transporter).sendMail({ ...toMessage(mail, publicUrl), from, signal });
      } catch (error) {
        throw explainRefusal(error);
      }
    },
  };
}

const toMessage = ({ to, replyTo, subject, text, html, id }: OutgoingMail, publicUrl: string) => ({
  // Objects, not text: no comma or bracket in one makes two of it.
  to: { name: "", address: to },
  ...(replyTo && { replyTo: { name: oneLine(replyTo.name), address: replyTo.address } }),
  subject: oneLine(subject),
  text,
  html,
  messageId: `<${id}@${new URL(publicUrl).hostname}>`,
  // Told by a machine: no out-of-office note answers it.
  headers: { "Auto-Submitted": "auto-generated" },
});

const MAX_LINE = 200;

/** Without line breaks and other control characters, which would begin a header of their own. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, MAX_LINE)
    .toWellFormed();

/** About the mail itself, from its addressee on; a log-in that is refused is mended by the operator. */
const OF_THE_MAIL = ["EENVELOPE", "EMESSAGE"];

function explainRefusal(error: unknown): unknown {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const isFinal = typeof responseCode === "number" && responseCode >= 500 && responseCode < 600;
  return isFinal && OF_THE_MAIL.includes(String(code)) ? new MailRefused(responseCode) : error;
}
