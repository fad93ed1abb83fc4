import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { type PrechatFieldRow, sessions, type WidgetTextsRow, widgetConfigs } from "../schema";
import { prepared } from "./prepared";

export interface WidgetFacts {
  id: number;
  accountId: number | null;
  siteKey: string;
  businessName: string;
  widgetTitle: string;
  welcomeMessage: string;
  primaryColor: string;
  secondaryColor: string;
  position: "bottom-right" | "bottom-left" | "top-right" | "top-left";
  enablePrechatForm: boolean;
  prechatFields: PrechatFieldRow[];
  /** What visitors agree to before a chat. Empty: nothing. */
  consentText: string;
  /** In place of title, welcome and consent, by language. */
  texts: Record<string, WidgetTextsRow>;
  isActive: boolean;
  /** Empty: any website. */
  allowedDomains: string[];
  createdAt: Date;
}

/** What an admin decides about a widget: any of it in an update. */
export type WidgetChange = { [K in keyof Omit<WidgetFacts, "id" | "accountId" | "siteKey" | "createdAt">]?: WidgetFacts[K] | undefined };

export type NewWidget = Omit<WidgetFacts, "id" | "accountId" | "createdAt" | "isActive"> & { userId: number };

const columns = {
  id: widgetConfigs.id,
  accountId: widgetConfigs.userId,
  siteKey: widgetConfigs.siteKey,
  businessName: widgetConfigs.businessName,
  widgetTitle: widgetConfigs.widgetTitle,
  welcomeMessage: widgetConfigs.welcomeMessage,
  primaryColor: widgetConfigs.primaryColor,
  secondaryColor: widgetConfigs.secondaryColor,
  position: widgetConfigs.position,
  enablePrechatForm: widgetConfigs.enablePrechatForm,
  prechatFields: widgetConfigs.prechatFields,
  consentText: widgetConfigs.consentText,
  texts: widgetConfigs.texts,
  isActive: widgetConfigs.isActive,
  allowedDomains: widgetConfigs.allowedDomains,
  createdAt: widgetConfigs.createdAt,
};

type WidgetRow = { [K in keyof WidgetFacts]: WidgetFacts[K] | null } & { id: number; siteKey: string; businessName: string };

/** NULL, which the documented columns allow, reads as the column's default. */
const toFacts = (row: WidgetRow): WidgetFacts => ({
  ...row,
  widgetTitle: row.widgetTitle ?? "Chat with us",
  welcomeMessage: row.welcomeMessage ?? "Hello! How can we help you today?",
  primaryColor: row.primaryColor ?? "#007bff",
  secondaryColor: row.secondaryColor ?? "#6c757d",
  position: row.position ?? "bottom-right",
  enablePrechatForm: row.enablePrechatForm ?? false,
  prechatFields: row.prechatFields ?? [],
  consentText: row.consentText ?? "",
  texts: row.texts ?? {},
  isActive: row.isActive ?? true,
  allowedDomains: row.allowedDomains ?? [],
  createdAt: row.createdAt ?? new Date(0),
});

export async function insertWidget(db: DbOrTx, widget: NewWidget): Promise<void> {
  await db.insert(widgetConfigs).values(widget);
}

const bySiteKey = prepared((db) =>
  db
    .select(columns)
    .from(widgetConfigs)
    .where(sql`${widgetConfigs.siteKey} in (${sql.placeholder("siteKeys")})`)
    .prepare(),
);

/** Any account's widgets, in no order: who asks decides whether they may be seen. */
export async function findWidgets(db: DbOrTx, siteKeys: readonly string[]): Promise<WidgetFacts[]> {
  return (await bySiteKey(db).execute({ siteKeys })).map(toFacts);
}

export const findWidget = async (db: DbOrTx, siteKey: string): Promise<WidgetFacts | undefined> => (await findWidgets(db, [siteKey]))[0];

/** The same page of each of some accounts: each account's newest first. */
export async function listWidgets(
  db: DbOrTx,
  accountIds: readonly number[],
  { limit, offset }: { limit: number; offset: number },
): Promise<WidgetFacts[]> {
  const idsOf = (accountId: number) =>
    sql`(select id from ${widgetConfigs} where user_id = ${accountId} order by id desc limit ${limit} offset ${offset})`;
  const ids = sql.join(accountIds.map(idsOf), sql` union all `);
  const rows = await db
    .select(columns)
    .from(widgetConfigs)
    // Named once more, since a limit may not stand in a list.
    .where(sql`${widgetConfigs.id} in (select id from (${ids}) page)`)
    .orderBy(desc(widgetConfigs.id));
  return rows.map(toFacts);
}

/** By account. One without any is absent. */
export async function countWidgets(db: DbOrTx, accountIds: readonly number[]): Promise<Map<number | null, number>> {
  const rows = await db
    .select({ accountId: widgetConfigs.userId, total: count() })
    .from(widgetConfigs)
    .where(inArray(widgetConfigs.userId, [...accountIds]))
    .groupBy(widgetConfigs.userId);
  return new Map(rows.map(({ accountId, total }) => [accountId, total]));
}

/** False when the account has no such widget. */
export async function updateWidget(db: DbOrTx, key: { accountId: number; siteKey: string }, change: WidgetChange): Promise<boolean> {
  const [result] = await db
    .update(widgetConfigs)
    .set(change)
    .where(and(eq(widgetConfigs.userId, key.accountId), eq(widgetConfigs.siteKey, key.siteKey)));
  return result.affectedRows === 1;
}

/** Deletes a widget and, by the foreign keys, its chats. False when the account has no such widget. */
export async function deleteWidget(db: DbOrTx, key: { accountId: number; siteKey: string }): Promise<boolean> {
  const [result] = await db
    .delete(widgetConfigs)
    .where(and(eq(widgetConfigs.userId, key.accountId), eq(widgetConfigs.siteKey, key.siteKey)));
  return result.affectedRows === 1;
}

export async function countSessionsOfWidget(db: DbOrTx, siteKey: string): Promise<number> {
  const [row] = await db.select({ sessions: count() }).from(sessions).where(eq(sessions.siteKey, siteKey));
  return row?.sessions ?? 0;
}
