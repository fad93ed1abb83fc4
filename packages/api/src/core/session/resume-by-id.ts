import { findSession } from "@chat/db";
import { SessionRef } from "../../contract";
import { publicVerb } from "../verb";

/**
 * A session whose id alone is the capability: one begun without a visitor secret.
 * @returns its site key; null when there is none, or when it asks for its secret
 */
export const resumeById = publicVerb(SessionRef, async (ctx, { sessionId }): Promise<{ siteKey: string } | null> => {
  const session = await findSession(ctx.db, sessionId);
  return session?.visitorSecretHash === null ? { siteKey: session.siteKey } : null;
});
