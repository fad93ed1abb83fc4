import type { ChatEvent, ChatEventOf } from "@chat/api/contract";
import { agentMessage, visitorMessage } from "./shapes";

interface Texts {
  joined?: string;
  documented?: string;
  agent?: string;
}

type Stored = ChatEventOf<"message.stored">;

// An event is one object for all sockets of this process: what it looks like as a frame is written once.
const written = new WeakMap<ChatEvent, Texts>();

function textsOf(event: Stored): Texts {
  const known = written.get(event);
  if (known) return known;
  const texts: Texts = {};
  written.set(event, texts);
  return texts;
}

/** @param hasJoined true for a socket that joined: it is told more than the document says */
export function textForVisitor(event: Stored, hasJoined: boolean): string {
  const texts = textsOf(event);
  const variant = hasJoined ? "joined" : "documented";
  texts[variant] ??= JSON.stringify(visitorMessage(event.message, hasJoined));
  return texts[variant];
}

export function textForAgent(event: Stored): string {
  const texts = textsOf(event);
  texts.agent ??= JSON.stringify(agentMessage(event.sessionId, event.message));
  return texts.agent;
}
