import { findSession, findWidget, insertSession, isDuplicate, type SessionFacts } from "@chat/db";
import type { VisitorInfo } from "../../contract";
import { hashSecret } from "../crypto";
import type { Deps } from "../deps";
import { Forbidden, NotFound } from "../errors";
import { activeWidget, unknownWidget } from "../widget/own-widget";

export const unknownSession = () => new NotFound("SESSION_UNKNOWN", "Session not found");

export interface VisitorKey {
  siteKey: string;
  sessionId: string;
  visitorSecret?: string | undefined;
}

export interface Visitor {
  visitorName?: string | undefined;
  visitorEmail?: string | undefined;
  visitorInfo?: VisitorInfo | undefined;
}

/**
 * The visitor's own session, started when there is none.
 * @throws NotFound WIDGET_UNKNOWN (also paused, when starting), SESSION_UNKNOWN (another widget's) · Forbidden SESSION_FOREIGN (wrong secret)
 */
export async function openSession(deps: Deps, key: VisitorKey, visitor: Visitor): Promise<{ session: SessionFacts; started: boolean }> {
  const existing = await findSession(deps.db, key.sessionId);
  if (existing) return { session: await checkVisitor(existing, key), started: false };
  await activeWidget(deps, key.siteKey);
  const started = await startSession(deps, key, visitor);
  return { session: await resumeSession(deps, key), started };
}

/** The visitor's own session. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN */
export async function resumeSession(deps: Deps, key: VisitorKey): Promise<SessionFacts> {
  const session = await findSession(deps.db, key.sessionId);
  if (!session) throw unknownSession();
  return checkVisitor(session, key);
}

/** False when another connection of the same visitor started it in the same instant. */
async function startSession(deps: Deps, key: VisitorKey, visitor: Visitor): Promise<boolean> {
  try {
    await insertSession(deps.db, {
      sessionId: key.sessionId,
      siteKey: key.siteKey,
      visitorName: visitor.visitorName ?? null,
      visitorEmail: visitor.visitorEmail ?? null,
      visitorInfo: visitor.visitorInfo ?? null,
      visitorSecretHash: key.visitorSecret === undefined ? null : await hashSecret(key.visitorSecret),
      startedAt: deps.now(),
    });
    return true;
  } catch (error) {
    if (isDuplicate(error, "sessions_session_id_unique")) return false;
    throw error;
  }
}

async function checkVisitor(session: SessionFacts, key: VisitorKey): Promise<SessionFacts> {
  if (session.siteKey !== key.siteKey) throw unknownSession();
  // Both are SHA-256 of high-entropy secrets: how long the comparison takes tells nothing that could be used.
  const proven =
    session.visitorSecretHash === null ||
    (key.visitorSecret !== undefined && (await hashSecret(key.visitorSecret)) === session.visitorSecretHash);
  if (!proven) throw new Forbidden("SESSION_FOREIGN", "This chat belongs to another visitor");
  return session;
}

/**
 * A session as the public routes name it: by widget and id, without its secret, for what reveals nothing said in it.
 * @throws NotFound WIDGET_UNKNOWN, SESSION_UNKNOWN (another widget's too)
 */
export async function namedSession(deps: Deps, key: { siteKey: string; sessionId: string }): Promise<SessionFacts> {
  const session = await findSession(deps.db, key.sessionId);
  if (session?.siteKey === key.siteKey) return session;
  throw (await findWidget(deps.db, key.siteKey)) ? unknownSession() : unknownWidget(key.siteKey);
}
