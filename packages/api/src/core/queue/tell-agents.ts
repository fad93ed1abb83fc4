import type { ChatEventOf } from "../../contract";
import { accountTopic, QUEUES } from "../bus";
import type { Deps } from "../deps";
import { createTurns } from "../turns";
import { QUEUE_SPACING_MS } from "./spacing";

/**
 * Tells the agents of this process that their account's queue changed: the first change at once, those that follow it closely
 * together. Each of them reads the whole of it then, so that of several changes the last event says enough.
 * @returns a function that ends it, and tells first what is still to be told
 */
export function tellAgents({ bus, background }: Pick<Deps, "bus" | "background">): () => void {
  const turns = createTurns<number>(QUEUE_SPACING_MS);
  const untold = new Map<number, ChatEventOf<"queue.changed">>();

  async function tellInTurn(accountId: number): Promise<void> {
    await turns.next(accountId);
    const event = untold.get(accountId);
    untold.delete(accountId);
    if (event) bus.tell(accountTopic(accountId), event);
  }

  const stop = bus.subscribe(QUEUES, (event) => {
    if (event.type !== "queue.changed" || event.accountId === null) return;
    const { accountId } = event;
    // Who listens later reads after this change.
    if (!bus.hasListeners(accountTopic(accountId))) return;
    const isWaiting = untold.has(accountId);
    untold.set(accountId, event);
    if (!isWaiting) background.run(tellInTurn(accountId));
  });
  return () => {
    stop();
    turns.stop();
  };
}
