import { claimMail, deleteDoneMails, finishMail, isDatabaseDown, listDueMails, type MailFacts, postponeMail } from "@chat/db";
import { randomId } from "../crypto";
import type { Deps } from "../deps";
import { every } from "../every";
import { composeMail } from "./compose";
import { MailRefused, type MailSender } from "./sender";

const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 3;
/** One attempt, from the first word to the mail server. */
const ATTEMPT_MS = 60_000;
/** Longer than any attempt takes. A process that died in one leaves its mail to the others after so long. */
const CLAIM_MS = 150_000;
/** With these between them, for fifteen hours. */
const ATTEMPTS_MAX = 8;
const RETRY_MS = 30_000;
const RETRY_MAX_MS = 6 * 3_600_000;
const DAY_MS = 86_400_000;
const KEEP_MS = { sent: 7 * DAY_MS, dead: 30 * DAY_MS };
/** When a process stops, an attempt that runs may take so long. */
const STOP_MS = 5_000;
const DELETE_EVERY_MS = 600_000;
const DELETED_AT_ONCE = 1_000;
/** How long it is tried to note that a mail was sent; with an attempt it fits into a claim. */
const NOTE_MS = 60_000;
const NOTE_AGAIN_MS = 500;

/** @param attempts how often it was tried */
export const retryAfterMs = (attempts: number): number => Math.min(RETRY_MAX_MS, RETRY_MS * 4 ** (attempts - 1));

/** Sends what is due, from now on. @returns a function that ends it: attempts that run are finished soon, or cut off */
export function keepMailing(deps: Deps): () => void {
  const { mail: sender } = deps;
  if (!sender) return () => {};
  const cutOff = new AbortController();
  let isStopping = false;
  const timer = every(deps, LOOK_EVERY_MS, async () => {
    for (let batch = await listDueMails(deps.db, AT_ONCE); batch.length > 0 && !isStopping; batch = await listDueMails(deps.db, AT_ONCE)) {
      await Promise.all(batch.map((id) => attemptMail(deps, sender, id, cutOff.signal)));
    }
  });
  const cleaner = every(deps, DELETE_EVERY_MS, () => deleteDoneMails(deps.db, DELETED_AT_ONCE));
  return () => {
    isStopping = true;
    clearInterval(timer);
    clearInterval(cleaner);
    setTimeout(() => cutOff.abort(), STOP_MS).unref();
  };
}

/**
 * One attempt of one mail, by whoever claims it. Between the mail server's word that it has it and ours to the database a crash
 * makes it come twice: no protocol of mail knows better. Everywhere else it is sent once.
 */
export async function attemptMail(deps: Deps, sender: MailSender, id: number, cutOff: AbortSignal): Promise<void> {
  const claim = randomId();
  const mail = await claimMail(deps.db, id, claim, CLAIM_MS);
  if (!mail) return;
  // Claimed by processes that died in the middle, again and again: it is what ends them.
  if (mail.attempts > ATTEMPTS_MAX) return finishMail(deps.db, id, claim, "dead", KEEP_MS.dead);
  try {
    const outgoing = await composeMail(deps, sender, mail);
    if (!outgoing) return await finishMail(deps.db, id, claim, "dead", KEEP_MS.dead);
    await sender.send(outgoing, AbortSignal.any([cutOff, AbortSignal.timeout(ATTEMPT_MS)]));
  } catch (error) {
    return noteFailure(deps, mail, claim, error);
  }
  await noteSent(deps, id, claim);
}

/** The mail is out: that the database is away for a moment must not send it again. */
async function noteSent(deps: Deps, id: number, claim: string): Promise<void> {
  for (const end = Date.now() + NOTE_MS; ; await Bun.sleep(NOTE_AGAIN_MS)) {
    try {
      return await finishMail(deps.db, id, claim, "sent", KEEP_MS.sent);
    } catch (error) {
      if (!isDatabaseDown(error) || Date.now() > end) throw error;
    }
  }
}

/** Told by code alone: the words of a mail server name its addressees. */
async function noteFailure(deps: Deps, { id, attempts }: MailFacts, claim: string, error: unknown): Promise<void> {
  const { code } = error as { code?: unknown };
  const isDead = error instanceof MailRefused || attempts >= ATTEMPTS_MAX;
  deps.log("warn", isDead ? "a mail was given up" : "a mail could not be sent", { mail: id, attempts, code });
  if (isDead) await finishMail(deps.db, id, claim, "dead", KEEP_MS.dead);
  else await postponeMail(deps.db, id, claim, retryAfterMs(attempts));
}
