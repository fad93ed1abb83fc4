import { SessionRef, type Transcript } from "../../contract";
import { requireAccount } from "../authorize";
import { readAfter } from "../message/history";
import { publicVerb } from "../verb";
import { ownSession } from "./own-session";
import { VISITOR_NAME } from "./view";

/** Everything said in a chat of the account, for its admin and its agents. @throws Unauthenticated · NotFound SESSION_UNKNOWN */
export const showTranscript = publicVerb(SessionRef, async (ctx, { sessionId }): Promise<Transcript> => {
  const session = await ownSession(ctx, requireAccount(ctx), sessionId);
  const waitedMs = session.escalatedAt === null ? 0 : ctx.now().getTime() - session.escalatedAt.getTime();
  return {
    messages: await readAfter(ctx, sessionId, 0),
    visitorName: session.visitorName ?? VISITOR_NAME,
    visitorEmail: session.visitorEmail,
    businessName: session.businessName,
    waitingSeconds: Math.max(0, Math.floor(waitedMs / 1000)),
  };
});
