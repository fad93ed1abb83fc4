import type { SessionFacts } from "@chat/db";
import type { QueuePlace } from "../../contract";
import type { Deps } from "../deps";
import { stateOf } from "../session/rules";
import { estimateWait } from "./estimate";
import { positionIn } from "./line";

const NOT_WAITING: QueuePlace = { position: 0, estimatedWait: 0 };

/** Where a session stands in its widget's queue right now. */
export async function placeOf(deps: Deps, session: SessionFacts): Promise<QueuePlace> {
  if (stateOf(session) !== "queued" || !session.escalatedAt) return NOT_WAITING;
  const key = { escalatedAt: session.escalatedAt.getTime(), id: session.id };
  const line = await deps.queues.lines.of(session.siteKey, key);
  const position = positionIn(line, key);
  return position === 0 ? NOT_WAITING : { position, estimatedWait: estimateWait(position, await deps.queues.waits.of(line)) };
}
