import { testCore } from "../../testing";
import type { startMailServer } from "../../testing-smtp";
import type { CoreOptions } from "..";
import { createSmtpSender } from "./smtp";

export const PUBLIC_URL = "https://chat.acme.example";
export const MAIL_FROM = "Acme Chat <chat@acme.example>";

/** What a core needs to send its mails to this server. */
export const mailTo = ({ url }: Pick<Awaited<ReturnType<typeof startMailServer>>, "url">) =>
  createSmtpSender({ url, from: MAIL_FROM, publicUrl: PUBLIC_URL });

/** A core that mails, and what it logged. */
export async function mailingCore(smtp: { url: string }, options: Partial<CoreOptions> = {}) {
  const lines: string[] = [];
  const core = await testCore({
    mail: mailTo(smtp),
    log: (level, message, facts) => lines.push(`${level}: ${message} ${JSON.stringify(facts)}`),
    ...options,
  });
  return { core, lines };
}
