import { and, asc, count, eq, gt, inArray, lte, ne, type SQL, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { isDuplicate } from "../errors";
import { mails, users, widgetConfigs } from "../schema";

// Due times are the database's: processes whose clocks differ must agree on who may try a mail.
const NOW = sql`utc_timestamp(3)`;
const inMs = (ms: number): SQL => sql`${NOW} + interval ${ms * 1000} microsecond`;

export type MailKind = "left_message" | "transcript";

export interface NewMail {
  sessionId: string;
  siteKey: string;
  mailKey: string;
  kind: MailKind;
  recipient: string | null;
  messageId: number;
  createdAt: Date;
}

export interface MailFacts extends Omit<NewMail, "createdAt"> {
  id: number;
  /** This attempt included. */
  attempts: number;
}

/** Stores a mail that is due at once. False when its session has one of this key. */
export async function insertMail(db: DbOrTx, mail: NewMail): Promise<boolean> {
  try {
    await db.insert(mails).values({ ...mail, dueAt: NOW });
    return true;
  } catch (error) {
    if (isDuplicate(error, "mails_key_unique")) return false;
    throw error;
  }
}

/** Mails of a kind stored after `since` for one session. */
export async function countMailsOfSession(db: DbOrTx, sessionId: string, kind: MailKind, since: Date): Promise<number> {
  const where = and(eq(mails.sessionId, sessionId), eq(mails.kind, kind), gt(mails.createdAt, since));
  const [row] = await db.select({ mails: count() }).from(mails).where(where);
  return row?.mails ?? 0;
}

/** Whose account a widget is in; null for one of none. */
export async function findAccountOfWidget(db: DbOrTx, siteKey: string): Promise<number | null> {
  const [row] = await db.select({ id: widgetConfigs.userId }).from(widgetConfigs).where(eq(widgetConfigs.siteKey, siteKey));
  return row?.id ?? null;
}

/** Whoever counts an account's mails next waits until the end of the transaction, of which it must be the first statement. */
export async function lockAccount(tx: DbOrTx, accountId: number): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, accountId)).for("update");
}

/** Mails of a kind stored after `since` for all widgets of an account. */
export async function countMailsOfAccount(db: DbOrTx, accountId: number, kind: MailKind, since: Date): Promise<number> {
  const own = db.select({ siteKey: widgetConfigs.siteKey }).from(widgetConfigs).where(eq(widgetConfigs.userId, accountId));
  const where = and(inArray(mails.siteKey, own), eq(mails.kind, kind), gt(mails.createdAt, since));
  const [row] = await db.select({ mails: count() }).from(mails).where(where);
  return row?.mails ?? 0;
}

/** Ids of mails to be tried now, at most `limit`, longest due first. */
export async function listDueMails(db: DbOrTx, limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: mails.id })
    .from(mails)
    .where(and(eq(mails.state, "pending"), lte(mails.dueAt, NOW)))
    .orderBy(asc(mails.dueAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/**
 * Takes a due mail for one attempt: of any number of processes that try at once one gets it.
 * @param forMs after so long without an outcome it is due again
 * @returns nothing when another was first
 */
export async function claimMail(db: DbOrTx, id: number, claim: string, forMs: number): Promise<MailFacts | undefined> {
  const [result] = await db
    .update(mails)
    .set({ claim, attempts: sql`${mails.attempts} + 1`, dueAt: inMs(forMs) })
    .where(and(eq(mails.id, id), eq(mails.state, "pending"), lte(mails.dueAt, NOW)));
  if (result.affectedRows === 0) return undefined;
  const { sessionId, siteKey, mailKey, kind, recipient, messageId, attempts } = mails;
  const rows = await db
    .select({ id: mails.id, sessionId, siteKey, mailKey, kind, recipient, messageId, attempts })
    .from(mails)
    .where(and(eq(mails.id, id), eq(mails.claim, claim)));
  return rows[0];
}

const claimed = (id: number, claim: string) => and(eq(mails.id, id), eq(mails.claim, claim), eq(mails.state, "pending"));

/** The attempt failed. @param afterMs when to try again */
export async function postponeMail(db: DbOrTx, id: number, claim: string, afterMs: number): Promise<void> {
  await db
    .update(mails)
    .set({ dueAt: inMs(afterMs) })
    .where(claimed(id, claim));
}

/** The mail is sent, or never will be. @param keepMs how long its row stays */
export async function finishMail(db: DbOrTx, id: number, claim: string, state: "sent" | "dead", keepMs: number): Promise<void> {
  await db
    .update(mails)
    .set({ state, dueAt: inMs(keepMs) })
    .where(claimed(id, claim));
}

/** Deletes rows of mails that are done and were kept long enough, at most `limit`. */
export async function deleteDoneMails(db: DbOrTx, limit: number): Promise<void> {
  for (const state of ["sent", "dead"] as const) {
    await db
      .delete(mails)
      .where(and(eq(mails.state, state), lte(mails.dueAt, NOW)))
      .limit(limit);
  }
}

/** Where the admin of a widget's account is written to. */
export async function findAdminEmail(db: DbOrTx, siteKey: string): Promise<string | undefined> {
  const rows = await db
    .select({ email: users.email })
    .from(widgetConfigs)
    .innerJoin(users, eq(users.id, widgetConfigs.userId))
    .where(and(eq(widgetConfigs.siteKey, siteKey), ne(users.email, "")));
  return rows[0]?.email;
}
