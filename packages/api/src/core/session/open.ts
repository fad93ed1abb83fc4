import { findSession, findWidget, insertSession, isDuplicate, type SessionFacts } from "@chat/db";
import type { VisitorInfo } from "../../contract";
import type { Ctx } from "../context";
import { hashSecret } from "../crypto";
import type { Deps } from "../deps";
import { type CoreError, Forbidden, NotFound } from "../errors";
import { activeWidget, unknownWidget } from "../widget/own-widget";
import { mayUse, requireWebsite, websiteNotAllowed } from "../widget/websites";

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
 * @throws NotFound WIDGET_UNKNOWN (also paused, when starting), SESSION_UNKNOWN (another widget's) · Forbidden SESSION_FOREIGN (wrong secret), WEBSITE_NOT_ALLOWED
 */
export async function openSession(ctx: Ctx, key: VisitorKey, visitor: Visitor): Promise<{ session: SessionFacts; started: boolean }> {
  const existing = await findSession(ctx.db, key.sessionId);
  if (existing) return { session: checkVisitor(ctx, existing, key), started: false };
  await activeWidget(ctx, key.siteKey);
  const started = await startSession(ctx, key, visitor);
  return { session: await resumeSession(ctx, key), started };
}

/** The visitor's own session. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN, WEBSITE_NOT_ALLOWED */
export async function resumeSession(ctx: Ctx, key: VisitorKey): Promise<SessionFacts> {
  const session = await findSession(ctx.db, key.sessionId);
  if (!session) throw unknownSession();
  return checkVisitor(ctx, session, key);
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
      visitorSecretHash: key.visitorSecret === undefined ? null : hashSecret(key.visitorSecret),
      startedAt: deps.now(),
    });
    return true;
  } catch (error) {
    if (isDuplicate(error, "sessions_session_id_unique")) return false;
    throw error;
  }
}

function checkVisitor(ctx: Ctx, session: SessionFacts, key: VisitorKey): SessionFacts {
  const refusal = refuseVisitor(ctx, session, key);
  if (refusal) throw refusal;
  return session;
}

/** Why this session is not that visitor's to use, from where it is; null when it is. */
export function refuseVisitor(
  ctx: Ctx,
  session: Pick<SessionFacts, "siteKey" | "visitorSecretHash" | "allowedDomains">,
  key: VisitorKey,
): CoreError | null {
  if (session.siteKey !== key.siteKey) return unknownSession();
  if (!mayUse(ctx.caller, session)) return websiteNotAllowed();
  // Both are SHA-256 of high-entropy secrets: how long the comparison takes tells nothing that could be used.
  const { visitorSecretHash: known } = session;
  const isProven = known === null || (key.visitorSecret !== undefined && hashSecret(key.visitorSecret) === known);
  return isProven ? null : new Forbidden("SESSION_FOREIGN", "This chat belongs to another visitor");
}

/**
 * A session as the public routes name it: by widget and id, without its secret, for what reveals nothing said in it.
 * @throws NotFound WIDGET_UNKNOWN, SESSION_UNKNOWN (another widget's too) · Forbidden WEBSITE_NOT_ALLOWED
 */
export async function namedSession(ctx: Ctx, key: { siteKey: string; sessionId: string }): Promise<SessionFacts> {
  const session = await findSession(ctx.db, key.sessionId);
  const isNamed = session?.siteKey === key.siteKey;
  const widget = isNamed ? session : await findWidget(ctx.db, key.siteKey);
  if (!widget) throw unknownWidget(key.siteKey);
  requireWebsite(ctx.caller, widget);
  if (!isNamed) throw unknownSession();
  return session;
}
