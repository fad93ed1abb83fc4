import { type TrackedEnvelope, tracked } from "@trpc/server";
import { z } from "zod";
import type { ChatEvent } from "../contract";
import { type AgentActor, accountTopic, agentTopic, type Ctx } from "../core";

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
 * The whole of something small, at once, after each change, and when changes may have been missed. A client that
 * reconnects gets the whole again, so it cannot miss a change; all changes that come while one snapshot is on its way are answered by one more.
 */
export async function* snapshots<T>({ ctx, signal, drained, read, concerns }: SnapshotStream<T>): AsyncGenerator<TrackedEnvelope<T>> {
  let hasChanged = true;
  let wake = () => {};
  const notice = (event: ChatEvent) => {
    hasChanged ||= event.type === "news.missed" || concerns(event);
    wake();
  };
  const unsubscribe = [accountTopic(ctx.actor.accountId), agentTopic(ctx.actor.id)].map((topic) => ctx.bus.subscribe(topic, notice));
  const onAbort = () => wake();
  signal.addEventListener("abort", onAbort);
  try {
    for (let version = 1; !signal.aborted; version++) {
      hasChanged = false;
      yield tracked(String(version), await read());
      await drained();
      while (!hasChanged && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal.removeEventListener("abort", onAbort);
    for (const end of unsubscribe) end();
  }
}
