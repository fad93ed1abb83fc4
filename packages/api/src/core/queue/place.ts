import { countAhead, measureAccepts, type SessionFacts } from "@chat/db";
import type { QueuePlace } from "../../contract";
import type { Deps } from "../deps";
import { stateOf } from "../session/rules";
import { estimateWait } from "./estimate";

const DAY_MS = 86_400_000;
const NOT_WAITING: QueuePlace = { position: 0, estimatedWait: 0 };

export const dayBefore = (deps: Deps) => new Date(deps.now().getTime() - DAY_MS);

/** How this widget's chats were accepted during the last day. */
export const measureLastDay = (deps: Deps, siteKey: string) => measureAccepts(deps.db, siteKey, dayBefore(deps));

/** Where a session stands in its widget's queue right now. */
export async function placeOf(deps: Deps, session: SessionFacts): Promise<QueuePlace> {
  if (stateOf(session) !== "queued" || !session.escalatedAt) return NOT_WAITING;
  const [ahead, measured] = await Promise.all([
    countAhead(deps.db, session.siteKey, { escalatedAt: session.escalatedAt, id: session.id }),
    measureLastDay(deps, session.siteKey),
  ]);
  return { position: ahead + 1, estimatedWait: estimateWait(ahead + 1, measured) };
}
