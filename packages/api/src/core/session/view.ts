import type { SessionFacts, WaitingFacts } from "@chat/db";
import type { ActiveChat, QueuedSession } from "../../contract";

/** What a visitor who gave no name is called. */
export const VISITOR_NAME = "Customer";

export const toActiveChat = (session: SessionFacts & { messageCount: number }): ActiveChat => ({
  sessionId: session.sessionId,
  siteKey: session.siteKey,
  businessName: session.businessName,
  visitorName: session.visitorName ?? VISITOR_NAME,
  visitorEmail: session.visitorEmail,
  visitorInfo: session.visitorInfo ?? {},
  verifiedUserId: session.isIdentified ? session.identifiedAs : null,
  messageCount: session.messageCount,
  startedAt: session.startedAt.toISOString(),
  escalatedAt: session.escalatedAt?.toISOString() ?? null,
});

/** @param position 1-based place in its widget's queue */
export const toQueuedSession = (session: WaitingFacts, position: number): QueuedSession => ({
  sessionId: session.sessionId,
  siteKey: session.siteKey,
  businessName: session.businessName,
  visitorName: session.visitorName ?? VISITOR_NAME,
  visitorEmail: session.visitorEmail,
  reason: session.reason,
  visitorInfo: session.visitorInfo ?? {},
  position,
  escalatedAt: session.escalatedAt.toISOString(),
});
