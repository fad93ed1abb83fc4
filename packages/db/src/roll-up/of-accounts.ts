import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { followLines } from "./messages";
import { COUNTS } from "./of-accounts-statement";
import type { Said } from "./replies";
import { rowsOf } from "./statements";
import { type Sums, totalOf } from "./sums";

/** An account's widgets and their chats. */
export interface AccountReading {
  widgets: { total: number; active: number };
  sums: Sums;
}

/** Some accounts, all of one instant. */
export interface AccountsReading {
  of(accountId: number): AccountReading;
  /** How many ids follow those in the sums, in the table where it is most: those that the statement leaves out, too. */
  behind: number;
}

/**
 * Reads the sums kept and what follows them in one statement, which sees the database as it stood when it began: what is added
 * to the sums meanwhile counts once. Three rows for each account, and one for each of its messages that are in no sum yet.
 */
export async function readAccounts(db: DbOrTx, statement: SQL): Promise<AccountsReading> {
  const ofAccount = Map.groupBy(await rowsOf<Row>(db, statement), ({ account }) => account);
  return {
    of: (accountId) => read(ofAccount.get(accountId) ?? []),
    behind: Number(ofAccount.get(null)?.[0]?.behind ?? 0),
  };
}

function read(rows: readonly Row[]): AccountReading {
  const lines = rows.filter((row) => row.sessionId !== null);
  const counts = rows.filter((row) => row.sessionId === null).map(countsOf);
  const total = (name: "total" | "active") => counts.reduce((sum, row) => sum + row[name], 0);
  return { widgets: { total: total("total"), active: total("active") }, sums: totalOf([...counts, ...widgetsOf(lines)]) };
}

interface OfAccount extends Record<Count, number | string | null> {
  /** Null of what concerns all. */
  account: number | null;
}

interface Line extends Said, OfAccount {
  id: number;
  siteKey: string;
  /** What the session had left open before the messages read. */
  open: number | null;
  instants: number | null;
}

type Count = (typeof COUNTS)[number];

/** A sum comes as text. */
interface Counted extends OfAccount {
  sessionId: null;
}

type Row = Line | Counted;

const countsOf = (row: Counted) => Object.fromEntries(COUNTS.map((name) => [name, Number(row[name] ?? 0)])) as Record<Count, number>;

/** What the messages add. The rows of a union come in any order. */
function widgetsOf(rows: readonly Line[]) {
  if (rows.length === 0) return [];
  const lines = rows.toSorted((left, right) => left.id - right.id);
  const siteKeys = new Map(lines.map(({ sessionId, siteKey }) => [sessionId, siteKey]));
  const open = new Map(lines.map(({ sessionId, open, instants }) => [sessionId, { messages: open ?? 0, instants: instants ?? 0 }]));
  return followLines(lines, siteKeys, open).widgets;
}
