import { findSession, type SessionFacts } from "@chat/db";
import type { Deps } from "../deps";
import { unknownSession } from "./open";

/** A session of the account that asks. @throws NotFound SESSION_UNKNOWN, for another account's too */
export async function ownSession(deps: Deps, accountId: number, sessionId: string): Promise<SessionFacts> {
  const session = await findSession(deps.db, sessionId);
  if (session?.accountId !== accountId) throw unknownSession();
  return session;
}
