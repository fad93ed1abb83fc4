import { type TrackedEnvelope, tracked } from "@trpc/server";
import type { ChatEvent, ChatMessage } from "../../../contract";
import { type AgentActor, agentTopic, type Ctx, heldSession, openEventStream, readAfter } from "../../../core";

const endsOwnership = (event: ChatEvent) =>
  event.type === "session.returned" || event.type === "session.requeued" || event.type === "session.closed";

/**
 * What is said in one of the agent's chats, after `lastEventId` if it is given, until the chat is no longer the agent's.
 * Listens before it reads what was missed, and skips what was already sent: no gap, nothing twice, in the stored order.
 * @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS
 */
export async function* messagesOf(
  ctx: Ctx<AgentActor>,
  input: { sessionId: string; lastEventId?: string | null | undefined },
  signal: AbortSignal,
  drained: () => Promise<void>,
): AsyncGenerator<TrackedEnvelope<ChatMessage>> {
  const events = openEventStream(ctx.bus, [agentTopic(ctx.actor.id)], signal);
  try {
    await heldSession(ctx, input.sessionId);
    let last = Number(input.lastEventId) || 0;
    if (input.lastEventId) {
      for (const message of await readAfter(ctx, input.sessionId, last)) {
        await drained();
        last = message.id;
        yield tracked(String(message.id), message);
      }
    }
    for (let next = await events.next(); !next.done; next = await events.next()) {
      const event = next.value;
      if (!("sessionId" in event) || event.sessionId !== input.sessionId) continue;
      if (endsOwnership(event)) return;
      if (event.type !== "message.stored" || event.message.id <= last) continue;
      await drained();
      last = event.message.id;
      yield tracked(String(event.message.id), event.message);
    }
  } finally {
    await events.return();
  }
}

/** Visitors typing in the agent's chats. Not resumable: what was missed is over. */
export async function* visitorTyping(ctx: Ctx<AgentActor>, signal: AbortSignal): AsyncGenerator<{ sessionId: string; isTyping: boolean }> {
  for await (const event of openEventStream(ctx.bus, [agentTopic(ctx.actor.id)], signal)) {
    if (event.type === "typing.changed" && event.from === "visitor") yield { sessionId: event.sessionId, isTyping: event.isTyping };
  }
}
