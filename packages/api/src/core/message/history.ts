import { findNewestMessageId, findNewestMessageIds, listMessagesAfter, listNewestMessages } from "@chat/db";
import { type ChatMessage, HistoryInput, type HistoryPage } from "../../contract";
import type { Deps } from "../deps";
import { ownSession } from "../session/own-session";
import { agentVerb } from "../verb";
import { toChatMessage } from "./view";

/**
 * The newest `limit` messages before `before`, in reading order; all of them are on the disk. One row more is read to know whether there
 * are earlier ones.
 */
export async function readHistory(deps: Deps, sessionId: string, limit: number, before?: number): Promise<HistoryPage> {
  const page = await readLockedHistory(deps, sessionId, limit, before);
  if (page.messages.length > 0) await deps.untilDurable();
  return page;
}

/** The same for who has the chat's row locked: its own commit puts on the disk what it reads. */
export async function readLockedHistory(deps: Deps, sessionId: string, limit: number, before?: number): Promise<HistoryPage> {
  const rows = await listNewestMessages(deps.db, sessionId, limit + 1, before);
  return { messages: rows.slice(-limit).map(toChatMessage), hasEarlier: rows.length > limit };
}

/** Everything that followed `after`, in the order in which it was stored; all of it is on the disk. */
export async function readAfter(deps: Deps, sessionId: string, after: number): Promise<ChatMessage[]> {
  const rows = await listMessagesAfter(deps.db, sessionId, after);
  if (rows.length > 0) await deps.untilDurable();
  return rows.map(toChatMessage);
}

/** The newest message of all sessions, 0 without any: what comes later is looked for after it. Other processes may store lower ids later. */
export const newestMessageId = (deps: Deps): Promise<number> => findNewestMessageId(deps.db);

/** The newest message of each of the sessions, which are on the disk: what comes later in one has a higher id. */
export async function newestMessageIds(deps: Deps, sessionIds: readonly string[]): Promise<(sessionId: string) => number> {
  const newest = await findNewestMessageIds(deps.db, sessionIds);
  if (newest.size > 0) await deps.untilDurable();
  return (sessionId) => newest.get(sessionId) ?? 0;
}

/** One page of a chat of the account. @throws NotFound SESSION_UNKNOWN */
export const showHistory = agentVerb(HistoryInput, async (ctx, input): Promise<HistoryPage> => {
  await ownSession(ctx, ctx.actor.accountId, input.sessionId);
  return readHistory(ctx, input.sessionId, input.limit, input.before);
});
