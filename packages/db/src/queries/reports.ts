import { and, count, eq } from "drizzle-orm";
import type { Db, DbOrTx } from "../client";
import { countAccepted, sumRatings } from "../roll-up/counts";
import { readConversation } from "../roll-up/messages";
import { type AccountsReading, readAccounts } from "../roll-up/of-accounts";
import { selectAll, selectUpTo } from "../roll-up/of-accounts-statement";
import { acceptedOnly, listAcceptedSince } from "../roll-up/replies-of-agents";
import { type Sums, totalOf } from "../roll-up/sums";
import { readSumsOfAgent, readTails } from "../roll-up/sums-kept";
import { sessions } from "../schema";
import { withSnapshot } from "../transaction";

/** What was measured. A mean is null where there is nothing to take it from. */
export interface Report {
  chats: number;
  messages: number;
  /** From each visitor's message to the next message of anyone else. */
  meanReplySeconds: number | null;
  meanRating: number | null;
}

// What is in the sums, and what follows them, are read in one snapshot: rows that were added to the sums in between would count twice.

export interface AccountReport extends Report {
  widgets: { total: number; active: number };
}

/** Of one of the accounts that were measured. */
type ReportOfAccount = (accountId: number) => AccountReport;

/** Accounts' widgets and their chats, exact as of now. Costs what was written since the last roll-up, not what was ever written. */
export const measureAccounts = async (db: Db, accountIds: readonly number[]): Promise<ReportOfAccount> =>
  reportsIn(await readAccounts(db, selectAll(accountIds)));

/** Up to so many rows of a table that are in no sum yet are read at once. Of more, it is quicker to roll up first. */
export const TAIL_ROWS = 5_000;

const selectTail = selectUpTo(TAIL_ROWS);

/** The same. Null where more than `TAIL_ROWS` are in no sum yet. */
export async function measureAccountsQuickly(db: Db, accountIds: readonly number[]): Promise<ReportOfAccount | null> {
  const reading = await readAccounts(db, selectTail(accountIds));
  return reading.behind > TAIL_ROWS ? null : reportsIn(reading);
}

function reportsIn(reading: AccountsReading): ReportOfAccount {
  return (accountId) => {
    const { widgets, sums } = reading.of(accountId);
    return { widgets, ...reportOf([sums]) };
  };
}

/** The agent's own part: chats it accepted, its replies in these, and the ratings it got. `messages` is not counted. */
export function measureAgent(db: Db, { agentId, accountId }: { agentId: number; accountId: number }): Promise<Report> {
  return withSnapshot(db, async (tx) => {
    const tails = await readTails(tx);
    const kept = await readSumsOfAgent(tx, agentId);
    const since = await listAcceptedSince(tx, tails.assignments, agentId);
    const said = await readConversation(tx, tails.messages, accountId);
    const replies = await acceptedOnly(
      tx,
      said.agents.filter((one) => one.agentId === agentId),
    );
    const accepted = await countAccepted(tx, tails.assignments, agentId);
    const rated = await sumRatings(tx, tails.ratings, agentId);
    return reportOf([kept, ...since, ...replies, ...accepted, ...rated.agents]);
  });
}

function reportOf(parts: readonly Partial<Sums>[]): Report {
  const { chats, messages, replies, replySeconds, ratings, scores } = totalOf(parts);
  return { chats, messages, meanReplySeconds: meanOf(replySeconds, replies), meanRating: meanOf(scores, ratings) };
}

const meanOf = (sum: number, of: number): number | null => (of === 0 ? null : sum / of);

export async function countActiveChats(db: DbOrTx, agentId: number): Promise<number> {
  const [row] = await db
    .select({ chats: count() })
    .from(sessions)
    .where(and(eq(sessions.assignedAgentId, agentId), eq(sessions.status, "active")));
  return row?.chats ?? 0;
}
