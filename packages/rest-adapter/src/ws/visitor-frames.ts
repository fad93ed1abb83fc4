import { LIMITS } from "@chat/api/contract";
import {
  endChat,
  escalate,
  joinSession,
  leaveMessage,
  mailTranscript,
  NotFound,
  rateChat,
  sendVisitorMessage,
  setVisitorTyping,
  showVisitorHistory,
} from "@chat/api/core";
import type { FrameHandlers } from "./dispatch";
import type { VISITOR_FRAMES } from "./frames";
import { ack, messageFacts, now, pong, visitorMessage } from "./shapes";
import type { VisitorSocket } from "./visitor";

function about(visitor: VisitorSocket, info: Record<string, unknown> | undefined) {
  const { browser } = visitor;
  const mayAdd = browser !== null && Object.keys(info ?? {}).length < LIMITS.visitorInfoKeysMax;
  return mayAdd ? { browser, ...info } : info;
}

async function visitorKey(visitor: VisitorSocket, siteKey?: string) {
  const known = siteKey ?? (await visitor.hearing.siteKey());
  if (known === null) throw new NotFound("SESSION_UNKNOWN", "Session not found");
  return { siteKey: known, sessionId: visitor.sessionId, visitorSecret: visitor.visitorSecret };
}

async function setTyping(visitor: VisitorSocket, isTyping: boolean) {
  const siteKey = await visitor.hearing.siteKey();
  const { sessionId, visitorSecret } = visitor;
  // Before the first message there is no chat yet in which anyone could see it.
  if (siteKey !== null) await setVisitorTyping(visitor.ctx(), { siteKey, sessionId, visitorSecret, isTyping });
}

/** What each frame of a visitor does. */
export const VISITOR_HANDLERS: FrameHandlers<typeof VISITOR_FRAMES, VisitorSocket> = {
  message: (visitor, { siteKey, message: text, clientMessageId }) =>
    visitor.hearing.whileProving(siteKey, async () => {
      const { sessionId, visitorSecret } = visitor;
      const input = { siteKey, sessionId, visitorSecret, text, clientMessageId, visitorInfo: about(visitor, undefined) };
      const { message } = await sendVisitorMessage(visitor.ctx(), input);
      if (clientMessageId !== undefined) visitor.send(ack(message, clientMessageId));
    }),
  typing: (visitor, { isTyping }) => setTyping(visitor, isTyping),
  typing_start: (visitor) => setTyping(visitor, true),
  typing_stop: (visitor) => setTyping(visitor, false),
  join: (visitor, { siteKey, after, visitorInfo, ...details }) =>
    visitor.hearing.whileReading(siteKey, async () => {
      const isReturning = after !== undefined;
      const { sessionId } = visitor;
      const info = isReturning ? visitorInfo : about(visitor, visitorInfo);
      const snapshot = await joinSession(visitor.ctx(), { ...details, sessionId, siteKey, after, visitorInfo: info });
      visitor.visitorSecret = details.visitorSecret;
      visitor.identity = snapshot.isIdentified ? { userId: details.userId, userHash: details.userHash } : undefined;
      visitor.hasJoined = true;
      visitor.events.note(snapshot);
      const { messages, newestMessageId, epoch: _, ...state } = snapshot;
      visitor.send({ type: "session", ...state, timestamp: now() });
      for (const message of messages) visitor.send(visitorMessage(message, true));
      return newestMessageId;
    }),
  async history(visitor, { before, limit }) {
    const page = await showVisitorHistory(visitor.ctx(), { ...(await visitorKey(visitor)), before, limit });
    visitor.send({ type: "history", messages: page.messages.map((message) => messageFacts(message, true)), hasEarlier: page.hasEarlier });
  },
  async escalate(visitor, { siteKey, reason }) {
    const key = await visitorKey(visitor, siteKey);
    await visitor.events.answerPlace(() => escalate(visitor.ctx(), { ...key, reason }));
  },
  leave_message: (visitor, { siteKey, visitorName, visitorEmail, message: text, clientMessageId }) =>
    visitor.hearing.whileProving(siteKey, async () => {
      const { sessionId, visitorSecret } = visitor;
      const left = { siteKey, sessionId, visitorSecret, visitorName, visitorEmail, message: text, clientMessageId };
      const { message } = await leaveMessage(visitor.ctx(), { ...left, visitorInfo: about(visitor, undefined) });
      visitor.send(ack(message, clientMessageId));
    }),
  async mail_transcript(visitor, { visitorEmail }) {
    await mailTranscript(visitor.ctx(), { ...(await visitorKey(visitor)), visitorEmail });
    visitor.send({ type: "transcript_mailed", timestamp: now() });
  },
  async end_chat(visitor) {
    await endChat(visitor.ctx(), await visitorKey(visitor));
  },
  async rate(visitor, { score, comment }) {
    await rateChat(visitor.ctx(), { ...(await visitorKey(visitor)), score, comment });
  },
  ping: (visitor) => visitor.send(pong()),
};
