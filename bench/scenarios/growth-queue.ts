import { expectData, restClient } from "../../e2e/harness/rest";
import { closeWaiting, type SeedOwner, seedAssisted, seedWaiting, waitingId } from "../stage/seed";
import type { Stage } from "../stage/stage";
import type { Note } from "./growth";
import { costOfAccept, costOfGet } from "./growth-costs";

interface QueueSizes {
  queue: number[];
  gets: number;
  accepts: number;
}

/** Each size is a queue of its own, which is as long at the last question as at the first. @param before waiting chats that were seeded before */
export async function measureQueue(
  { product, database }: Stage,
  owner: SeedOwner,
  sizes: QueueSizes,
  note: Note,
  before: number,
): Promise<void> {
  const agentToken = product.agents[0]?.token ?? "";
  let first = before + 1;
  for (const size of sizes.queue) {
    const last = first + size - 1;
    await closeWaiting(database.pool, owner);
    await seedWaiting(database.pool, owner, first, last);
    await seedAssisted(database.pool, owner, last + 1, last + sizes.accepts);
    await product.restart();
    const middle = waitingId(first + Math.floor(size / 2));
    await note(
      "waiting-sessions, by queue",
      size,
      costOfGet(product, agentToken, sizes.gets / 5, () => "/api/agents/waiting-sessions"),
    );
    const position = `/api/widgets/queue-position/${owner.siteKey}/${middle}`;
    await note(
      "queue-position, by queue",
      size,
      costOfGet(product, agentToken, sizes.gets, () => position),
    );
    const anyone = restClient(product.server.url);
    // For each who was accepted one comes to the end, through the API as visitors do.
    const refill = async (index: number) =>
      void (await expectData(anyone("POST", `/widgets/escalate/${owner.siteKey}/${waitingId(index + size)}`, {})));
    await note("accept, by queue", size, costOfAccept(product, { first, times: sizes.accepts, refill }));
    first = last + sizes.accepts + 1;
  }
}
