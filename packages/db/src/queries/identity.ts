import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { sessions, widgetConfigs } from "../schema";

interface WidgetKey {
  accountId: number;
  siteKey: string;
}

const isThatOf = ({ accountId, siteKey }: WidgetKey) => and(eq(widgetConfigs.userId, accountId), eq(widgetConfigs.siteKey, siteKey));

/** What the site's server proves its users' ids with; null while nobody has asked for it. Any account's: nothing of it is shown. */
export async function findIdentitySecret(db: DbOrTx, siteKey: string): Promise<string | null> {
  const [row] = await db.select({ secret: widgetConfigs.identitySecret }).from(widgetConfigs).where(eq(widgetConfigs.siteKey, siteKey));
  return row?.secret ?? null;
}

/** Gives a widget its first secret. False when it has one, or the account has no such widget. */
export async function insertIdentitySecret(db: DbOrTx, key: WidgetKey, secret: string): Promise<boolean> {
  const [result] = await db
    .update(widgetConfigs)
    .set({ identitySecret: secret })
    .where(and(isThatOf(key), isNull(widgetConfigs.identitySecret)));
  return result.affectedRows === 1;
}

/** False when the account has no such widget. */
export async function replaceIdentitySecret(db: DbOrTx, key: WidgetKey, secret: string): Promise<boolean> {
  const [result] = await db.update(widgetConfigs).set({ identitySecret: secret }).where(isThatOf(key));
  return result.affectedRows === 1;
}

/** Makes the session that user's, unless it is another's. Compared byte for byte: a column ignores spaces at an end. False when it is another's. */
export async function identifySession(db: DbOrTx, sessionId: string, userId: string): Promise<boolean> {
  const isTheirs = sql`cast(${sessions.identifiedAs} as binary) = cast(${userId} as binary)`;
  const [result] = await db
    .update(sessions)
    .set({ identifiedAs: userId, isIdentified: true })
    .where(and(eq(sessions.sessionId, sessionId), or(isNull(sessions.identifiedAs), isTheirs)));
  return result.affectedRows === 1;
}

/** Who uses the session now has not proven to be its user. It stays that user's. */
export async function doubtSession(db: DbOrTx, sessionId: string): Promise<void> {
  await db.update(sessions).set({ isIdentified: false }).where(eq(sessions.sessionId, sessionId));
}
