import { type TrackedEnvelope, tracked } from "@trpc/server";
import type { ChatEvent, ChatMessage } from "../../../contract";
import {
  type AgentActor,
  agentTopic,
  type Ctx,
  Forbidden,
  heldSession,
  NotFound,
  openEventStream,
  readAfter,
  showHistory,
} from "../../../core";

/** What happened before the agent took the chat, and is told after, ends nothing. */
const endsOwnership = (event: ChatEvent, sinceEpoch: number) =>
  (event.type === "session.returned" || event.type === "session.requeued" || event.type === "session.closed") && event.epoch > sinceEpoch;

/**
 * What is said in one of the agent's chats, after `lastEventId` if it is given, until the chat is no longer the agent's.
 * Listens before it reads what was missed, skips what was already sent, and reads again where news got lost or overtook
 * other news: no gap, nothing twice, in the stored order.
 * @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS
 */
export async function* messagesOf(
  ctx: Ctx<AgentActor>,
  input: { sessionId: string; lastEventId?: string | null | undefined },
  signal: AbortSignal,
  drained: () => Promise<void>,
): AsyncGenerator<TrackedEnvelope<ChatMessage>> {
  const { sessionId } = input;
  const events = openEventStream(ctx.bus, [agentTopic(ctx.actor.id)], signal);
  let sent = Number(input.lastEventId) || 0;

  async function* send(messages: ChatMessage[]) {
    for (const message of messages) {
      if (message.id <= sent) continue;
      await drained();
      sent = message.id;
      yield tracked(String(message.id), message);
    }
  }

  try {
    let { epoch } = await heldSession(ctx, sessionId);
    // Who names no message begins here: the newest is not sent, but what follows it must not be missed.
    const begin = input.lastEventId ? sent : await newestId(ctx, sessionId);
    const missing = () => readAfter(ctx, sessionId, Math.max(sent, begin));
    if (input.lastEventId) yield* send(await missing());
    for (let next = await events.next(); !next.done; next = await events.next()) {
      const event = next.value;
      if (event.type === "news.missed") {
        const held = await stillHeld(ctx, sessionId);
        if (!held) return;
        epoch = held.epoch;
        yield* send(await missing());
      }
      if (!("sessionId" in event) || event.sessionId !== sessionId) continue;
      if (endsOwnership(event, epoch)) return;
      if (event.type !== "message.stored") continue;
      const isOvertaking = event.previousId !== undefined && event.previousId > Math.max(sent, begin);
      yield* send(isOvertaking ? await missing() : [event.message]);
    }
  } finally {
    await events.return();
  }
}

async function newestId(ctx: Ctx<AgentActor>, sessionId: string): Promise<number> {
  const { messages } = await showHistory(ctx, { sessionId, limit: 1 });
  return messages[0]?.id ?? 0;
}

async function stillHeld(ctx: Ctx<AgentActor>, sessionId: string): Promise<{ epoch: number } | null> {
  try {
    return await heldSession(ctx, sessionId);
  } catch (error) {
    if (error instanceof Forbidden || error instanceof NotFound) return null;
    throw error;
  }
}

/** Visitors typing in the agent's chats. Not resumable: what was missed is over. */
export async function* visitorTyping(ctx: Ctx<AgentActor>, signal: AbortSignal): AsyncGenerator<{ sessionId: string; isTyping: boolean }> {
  for await (const event of openEventStream(ctx.bus, [agentTopic(ctx.actor.id)], signal)) {
    if (event.type === "typing.changed" && event.from === "visitor") yield { sessionId: event.sessionId, isTyping: event.isTyping };
  }
}
