import { countMailsOfSession, countMailsOfWidget, type DbOrTx, insertMail, lockSession, withTransaction } from "@chat/db";
import { LIMITS } from "../../contract";
import { randomId } from "../crypto";
import type { Deps } from "../deps";
import { LimitExceeded } from "../errors";
import { unknownSession } from "../session/open";

const HOUR_MS = 3_600_000;

interface About {
  sessionId: string;
  siteKey: string;
  messageId: number;
}

const anHourAgo = (deps: Deps) => new Date(deps.now().getTime() - HOUR_MS);

/**
 * Stores what tells the admin of a message that was left; once for a message, however often it is asked for. Where a widget is
 * flooded with messages those beyond the limit wait in the queue without a mail.
 */
export async function storeLeftMessageMail(deps: Deps, about: About): Promise<void> {
  if (!deps.mail) return;
  if ((await countMailsOfWidget(deps.db, about.siteKey, "left_message", anHourAgo(deps))) >= LIMITS.leftMessageMailsPerHourMax) return;
  await insertMail(deps.db, {
    ...about,
    kind: "left_message",
    mailKey: `left-${about.messageId}`,
    recipient: null,
    createdAt: deps.now(),
  });
}

const tooMany = () => new LimitExceeded("MAIL_LIMIT", "Too many transcripts were mailed, please try again later");

/** Stores what mails a transcript. @throws LimitExceeded MAIL_LIMIT · NotFound SESSION_UNKNOWN */
export async function storeTranscriptMail(deps: Deps, about: About, recipient: string): Promise<void> {
  const since = anHourAgo(deps);
  if ((await countMailsOfWidget(deps.db, about.siteKey, "transcript", since)) >= LIMITS.transcriptsOfWidgetPerHourMax) throw tooMany();
  await withTransaction(deps.db, async (tx: DbOrTx) => {
    // Locked, so that those asked for at once are counted one after the other.
    if (!(await lockSession(tx, about.sessionId))) throw unknownSession();
    if ((await countMailsOfSession(tx, about.sessionId, "transcript", since)) >= LIMITS.transcriptsPerHourMax) throw tooMany();
    await insertMail(tx, { ...about, kind: "transcript", mailKey: `transcript-${randomId()}`, recipient, createdAt: deps.now() });
  });
}
