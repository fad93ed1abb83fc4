import { LIMITS } from "@chat/api/contract";
import {
  ANONYMOUS,
  type Caller,
  type Core,
  createContext,
  endChat,
  escalate,
  joinSession,
  NotFound,
  randomId,
  rateChat,
  sendVisitorMessage,
  setVisitorTyping,
} from "@chat/api/core";
import { browserName } from "./browser-name";
import { type Conversation, createConnection, type Peer } from "./connection";
import { dispatch, type FrameHandlers } from "./dispatch";
import { FrameError } from "./errors";
import { newestId } from "./event-gate";
import { VISITOR_FRAMES } from "./frames";
import { createHearing } from "./hearing";
import type { VisitorFrame } from "./server-frames";
import { ack, now, pong, visitorMessage } from "./shapes";
import type { SocketHandlers } from "./socket";
import { createVisitorEvents } from "./visitor-events";

/** A visitor's socket: `/ws/{sessionId}`. */
export const createVisitorSocket = (core: Core, sessionId: string, userAgent: string | null, caller: Caller): SocketHandlers =>
  createConnection(core.deps.log, (peer) => converse(core, peer, sessionId, browserName(userAgent), caller));

function converse(core: Core, peer: Peer<VisitorFrame>, sessionId: string, browser: string | null, caller: Caller): Conversation {
  const connectionId = randomId();
  const ctx = createContext(core.deps, ANONYMOUS, connectionId, caller);
  let visitorSecret: string | undefined;
  let hasJoined = false;
  const events = createVisitorEvents({ connectionId, hasJoined: () => hasJoined, send: peer.send });
  const hearing = createHearing({ ctx, bus: core.deps.bus, sessionId, peer, deliver: events.tell });

  const about = (info: Record<string, unknown> | undefined) => {
    const mayAdd = browser !== null && Object.keys(info ?? {}).length < LIMITS.visitorInfoKeysMax;
    return mayAdd ? { browser, ...info } : info;
  };
  const visitorKey = async (siteKey?: string) => {
    const known = siteKey ?? (await hearing.siteKey());
    if (known === null) throw new NotFound("SESSION_UNKNOWN", "Session not found");
    return { siteKey: known, sessionId, visitorSecret };
  };

  const setTyping = async (isTyping: boolean) => {
    const siteKey = await hearing.siteKey();
    // Before the first message there is no chat yet in which anyone could see it.
    if (siteKey !== null) await setVisitorTyping(ctx, { siteKey, sessionId, visitorSecret, isTyping });
  };

  const handlers: FrameHandlers<typeof VISITOR_FRAMES> = {
    message: ({ siteKey, message: text, clientMessageId }) =>
      hearing.whileProving(siteKey, async () => {
        const input = { siteKey, sessionId, visitorSecret, text, clientMessageId, visitorInfo: about(undefined) };
        const { message } = await sendVisitorMessage(ctx, input);
        if (clientMessageId !== undefined) peer.send(ack(message, clientMessageId));
      }),
    typing: ({ isTyping }) => setTyping(isTyping),
    typing_start: () => setTyping(true),
    typing_stop: () => setTyping(false),
    join: ({ siteKey, after, visitorInfo, ...visitor }) =>
      hearing.whileReading(siteKey, async () => {
        const isReturning = after !== undefined;
        const snapshot = await joinSession(ctx, {
          ...visitor,
          sessionId,
          siteKey,
          after,
          visitorInfo: isReturning ? visitorInfo : about(visitorInfo),
        });
        visitorSecret = visitor.visitorSecret;
        hasJoined = true;
        const { messages, ...state } = snapshot;
        events.notePlace(state);
        peer.send({ type: "session", ...state, timestamp: now() });
        for (const message of messages) peer.send(visitorMessage(message, true));
        return newestId(messages);
      }),
    async escalate({ siteKey, reason }) {
      const key = await visitorKey(siteKey);
      events.tellPlace(await escalate(ctx, { ...key, reason }));
    },
    async end_chat() {
      await endChat(ctx, await visitorKey());
    },
    async rate({ score, comment }) {
      await rateChat(ctx, { ...(await visitorKey()), score, comment });
    },
    ping: () => peer.send(pong()),
  };

  return {
    echoed: ["clientMessageId"],
    open() {},
    async receive(frame) {
      if (typeof frame.sessionId === "string" && frame.sessionId !== sessionId) {
        throw new FrameError("SESSION_FOREIGN", "This connection belongs to another session");
      }
      await dispatch(VISITOR_FRAMES, handlers, frame);
    },
    closed: hearing.stop,
  };
}
