import { doubtSession, findIdentitySecret, identifySession, type SessionFacts } from "@chat/db";
import type { Deps } from "../deps";
import { Forbidden } from "../errors";
import { provesUser } from "./proof";

export interface Identity {
  userId?: string | undefined;
  userHash?: string | undefined;
}

/**
 * Makes a session the user's whose id is proven. A session that is a user's is still resumed with its secret by someone who
 * proves nothing, as the same person on a page that does not know them; but agents are not told any more that it is that user.
 * @returns whether who joins has proven to be the user
 * @throws Forbidden SESSION_FOREIGN when it is another user's
 */
export async function identifyVisitor(deps: Deps, session: SessionFacts, identity: Identity): Promise<boolean> {
  const userId = await provenUser(deps, session.siteKey, identity);
  if (userId === null) {
    if (session.isIdentified) await doubtSession(deps.db, session.sessionId);
    return false;
  }
  if (session.isIdentified && session.identifiedAs === userId) return true;
  // Of two users who claim one session at once the first gets it.
  if (await identifySession(deps.db, session.sessionId, userId)) return true;
  throw new Forbidden("SESSION_FOREIGN", "This chat belongs to another visitor");
}

async function provenUser({ db }: Deps, siteKey: string, { userId, userHash }: Identity): Promise<string | null> {
  if (userId === undefined || userHash === undefined) return null;
  const secret = await findIdentitySecret(db, siteKey);
  return secret !== null && provesUser(secret, userId, userHash) ? userId : null;
}
