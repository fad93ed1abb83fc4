import { AgentId, ClientMessageId, flag, MessageText, SessionId, SiteKey } from "@chat/api/contract";
import { parseInput } from "@chat/api/core";
import { z } from "zod";
import { FrameError } from "./errors";

/** The last message seen, as the row id or as it stands in a `message` frame. */
const after = z.union([z.number(), z.string().regex(/^(msg_)?\d{1,15}$/, "after must be a message id")]).transform((id) => {
  return typeof id === "number" ? id : Number(id.replace("msg_", ""));
});

// Only what the socket itself works with is described here: the verbs check the rest by the contract's schemas.
const anything = z.unknown().optional();

/** From the visitor. `message` and `typing` are documented, the rest are additions. */
export const VISITOR_FRAMES = {
  message: z.object({ sessionId: SessionId, siteKey: SiteKey, message: MessageText, clientMessageId: ClientMessageId.optional() }),
  typing: z.object({ sessionId: SessionId.optional(), isTyping: flag("isTyping") }),
  join: z.object({
    sessionId: SessionId,
    siteKey: SiteKey,
    visitorSecret: z.string().optional(),
    visitorName: anything,
    visitorEmail: anything,
    visitorInfo: z.record(z.string(), z.unknown()).optional(),
    after: after.optional(),
  }),
  escalate: z.object({ sessionId: SessionId.optional(), siteKey: SiteKey.optional(), reason: anything }),
  end_chat: z.object({ sessionId: SessionId.optional() }),
  rate: z.object({ sessionId: SessionId.optional(), score: anything, comment: anything }),
  ping: z.object({}),
};

const ofAgent = { agentId: AgentId.optional() };
const ofChat = { ...ofAgent, sessionId: SessionId };

/** From the agent. `close_chat`, `typing` and `ping` are additions. */
export const AGENT_FRAMES = {
  accept_chat: z.object(ofChat),
  send_message: z.object({ ...ofChat, text: MessageText, clientMessageId: ClientMessageId.optional() }),
  return_to_ai: z.object(ofChat),
  close_chat: z.object(ofChat),
  typing: z.object({ ...ofChat, isTyping: flag("isTyping") }),
  get_waiting_sessions: z.object(ofAgent),
  ping: z.object(ofAgent),
};

type Schemas = Record<string, z.ZodType>;
export type FrameHandlers<S extends Schemas> = { [T in keyof S]: (frame: z.output<S[T]>) => Promise<void> | void };

/** Whatever is JSON and an object. @throws FrameError MALFORMED_JSON */
export function parseFrame(data: string): Record<string, unknown> {
  try {
    const frame: unknown = JSON.parse(data);
    if (typeof frame === "object" && frame !== null && !Array.isArray(frame)) return frame as Record<string, unknown>;
  } catch {
    throw new FrameError("MALFORMED_JSON", "Frame is not valid JSON");
  }
  throw new FrameError("INPUT_INVALID", "Frame must be a JSON object");
}

/** Gives a frame to the handler of its type. @throws FrameError UNKNOWN_TYPE · Invalid for a wrong shape */
export async function dispatch<S extends Schemas>(schemas: S, handlers: FrameHandlers<S>, frame: Record<string, unknown>): Promise<void> {
  const { type } = frame;
  if (typeof type !== "string" || !Object.hasOwn(schemas, type)) {
    throw new FrameError("UNKNOWN_TYPE", typeof type === "string" ? `Unknown frame type: ${type.slice(0, 64)}` : "Frame type is required");
  }
  await handlers[type as keyof S](parseInput(schemas[type as keyof S] as S[keyof S], frame));
}
