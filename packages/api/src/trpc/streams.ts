import { type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";
import type { ChatEvent } from "../contract";
import { type AgentActor, accountTopic, agentTopic, type Ctx, openEventStream } from "../core";

/** What a resumable subscription is asked with: the client fills it in itself when it reconnects. */
export const ResumeInput = z.object({ lastEventId: z.string().nullish() }).optional();

interface SnapshotStream<T> {
  ctx: Ctx<AgentActor>;
  signal: AbortSignal;
  drained: () => Promise<void>;
  read: () => Promise<T>;
  concerns: (event: ChatEvent) => boolean;
}

/**
 * The whole of something small, at once and after each change. A client that reconnects gets the whole again, so it
 * cannot miss a change; changes that arrive while a snapshot is on its way are answered by one more.
 */
export async function* snapshots<T>({ ctx, signal, drained, read, concerns }: SnapshotStream<T>): AsyncGenerator<TrackedEnvelope<T>> {
  const events = openEventStream(ctx.bus, [accountTopic(ctx.actor.accountId), agentTopic(ctx.actor.id)], signal);
  let version = 0;
  try {
    yield tracked(String(++version), await read());
    for (let next = await events.next(); !next.done; next = await events.next()) {
      if (!concerns(next.value)) continue;
      await drained();
      yield tracked(String(++version), await read());
    }
  } finally {
    await events.return();
  }
}
