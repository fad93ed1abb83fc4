import {
  countMailsOfAccount,
  countMailsOfSession,
  type DbOrTx,
  findAccountOfWidget,
  insertMail,
  lockAccount,
  lockSession,
  type MailKind,
  withTransaction,
} from "@chat/db";
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
 * Stores what tells the admin of a message that was left; once for a message, however often it is asked for. Where an account is
 * flooded with messages those beyond the limit wait in the queue without a mail.
 */
export async function storeLeftMessageMail(deps: Deps, about: About): Promise<void> {
  if (!deps.mail) return;
  await withMailsOf(deps, about, "left_message", async (tx, sent) => {
    if (sent >= LIMITS.leftMessageMailsPerHourMax) return;
    const mailKey = `left-${about.messageId}`;
    await insertMail(tx, { ...about, kind: "left_message", mailKey, recipient: null, createdAt: deps.now() });
  });
}

const tooMany = () => new LimitExceeded("MAIL_LIMIT", "Too many transcripts were mailed, please try again later");

/** Stores what mails a transcript. @throws LimitExceeded MAIL_LIMIT · NotFound SESSION_UNKNOWN */
export async function storeTranscriptMail(deps: Deps, about: About, recipient: string): Promise<void> {
  await withMailsOf(deps, about, "transcript", async (tx, sent) => {
    if (sent >= LIMITS.transcriptsOfAccountPerHourMax) throw tooMany();
    const since = anHourAgo(deps);
    // Locked, so that those asked for at once are counted one after the other.
    if (!(await lockSession(tx, about.sessionId))) throw unknownSession();
    if ((await countMailsOfSession(tx, about.sessionId, "transcript", since)) >= LIMITS.transcriptsPerHourMax) throw tooMany();
    await insertMail(tx, { ...about, kind: "transcript", mailKey: `transcript-${randomId()}`, recipient, createdAt: deps.now() });
  });
}

/** Runs `act` with how many mails of a kind an account had in the last hour; of those that ask at once, one after the other. */
async function withMailsOf(
  deps: Deps,
  { siteKey }: About,
  kind: MailKind,
  act: (tx: DbOrTx, sent: number) => Promise<void>,
): Promise<void> {
  const accountId = await findAccountOfWidget(deps.db, siteKey);
  await withTransaction(deps.db, async (tx: DbOrTx) => {
    if (accountId !== null) await lockAccount(tx, accountId);
    await act(tx, accountId === null ? 0 : await countMailsOfAccount(tx, accountId, kind, anHourAgo(deps)));
  });
}
