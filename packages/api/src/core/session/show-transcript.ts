import { findLastAssignment, type SessionFacts } from "@chat/db";
import { SessionRef, type Transcript } from "../../contract";
import { requireAccount } from "../authorize";
import type { Deps } from "../deps";
import { readAfter } from "../message/history";
import { publicVerb } from "../verb";
import { ownSession } from "./own-session";
import { stateOf } from "./rules";
import { VISITOR_NAME } from "./view";

/** Everything said in a chat of the account, for its admin and its agents. @throws Unauthenticated · NotFound SESSION_UNKNOWN */
export const showTranscript = publicVerb(SessionRef, async (ctx, { sessionId }): Promise<Transcript> => {
  const session = await ownSession(ctx, requireAccount(ctx), sessionId);
  return {
    messages: await readAfter(ctx, sessionId, 0),
    visitorName: session.visitorName ?? VISITOR_NAME,
    visitorEmail: session.visitorEmail,
    businessName: session.businessName,
    waitingSeconds: await waitedSeconds(ctx, session),
  };
});

/** Whole seconds in the queue: until now, until the accept, or until the visitor gave up. 0 for a chat that never waited. */
async function waitedSeconds(deps: Deps, session: SessionFacts): Promise<number> {
  if (session.escalatedAt === null) return 0;
  const end = stateOf(session) === "queued" ? deps.now() : await waitEnd(deps, session, session.escalatedAt);
  return Math.max(0, Math.floor((end.getTime() - session.escalatedAt.getTime()) / 1000));
}

async function waitEnd(deps: Deps, session: SessionFacts, escalatedAt: Date): Promise<Date> {
  const last = await findLastAssignment(deps.db, session.sessionId);
  // An accept of an earlier wait does not end this one.
  const acceptedAt = last && last.escalatedAt >= escalatedAt ? last.acceptedAt : null;
  return acceptedAt ?? session.endedAt ?? deps.now();
}
