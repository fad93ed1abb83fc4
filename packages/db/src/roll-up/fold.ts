import type { Db, DbOrTx } from "../client";
import { withTransaction } from "../transaction";
import { countAccepted, countSessions, sumRatings } from "./counts";
import { type Cursor, holdCursor, lockCursor, moveCursor, type Source, settle } from "./cursor";
import { type Range, readConversation } from "./messages";
import { type Pace, planFold } from "./plan";
import { acceptedOnly, forgetUnassigned, keepUnassigned, listAcceptedSince } from "./replies-of-agents";
import { type Growth, growSums } from "./sums";
import { keepUnanswered } from "./unanswered";
import { lockWidgets } from "./widgets";

/**
 * Adds the rows after a cursor to the sums and moves the cursor past them, in one transaction. Any number of processes may try:
 * the one that moves the cursor has folded, the others have done nothing.
 * @returns how many ids the cursor moved on; 0 when another process was first, or there is nothing that may be folded yet
 */
export async function fold(db: Db, cursor: Cursor, pace: Pace): Promise<number> {
  if (cursor.isDue && cursor.settledTo < cursor.newestId) await settle(db, cursor, pace.settleSeconds);
  const to = await planFold(db, cursor, pace);
  if (to === cursor.foldedTo) return 0;
  const range = { after: cursor.foldedTo, to };
  return withTransaction(db, async (tx) => {
    // First of all: what is read afterwards is read as of now.
    if (!(await lockCursor(tx, cursor))) return 0;
    await FOLDS[cursor.source](tx, range);
    await moveCursor(tx, cursor.source, to);
    return to - cursor.foldedTo;
  });
}

const FOLDS: Record<Source, (tx: DbOrTx, range: Range) => Promise<void>> = {
  async messages(tx, range) {
    // An assignment that is not seen here is folded afterwards, and finds the replies that wait for it.
    await holdCursor(tx, "assignments");
    const said = await readConversation(tx, range, null);
    const accepted = new Set(await acceptedOnly(tx, said.agents));
    const unassigned = said.agents.filter((replies) => !accepted.has(replies));
    const exists = await lockWidgets(tx, said.widgets);
    await growSums(tx, { widgets: said.widgets.filter(exists), agents: [...accepted].filter(exists) });
    await keepUnassigned(tx, unassigned.filter(exists));
    await keepUnanswered(tx, said, exists);
  },
  async sessions(tx, range) {
    await growExisting(tx, { widgets: await countSessions(tx, range), agents: [] });
  },
  async assignments(tx, range) {
    const replies = await listAcceptedSince(tx, range, null);
    await growExisting(tx, { widgets: [], agents: [...(await countAccepted(tx, range, null)), ...replies] });
    await forgetUnassigned(tx, replies);
  },
  async ratings(tx, range) {
    await growExisting(tx, await sumRatings(tx, range, null));
  },
};

async function growExisting(tx: DbOrTx, { widgets, agents }: Growth): Promise<void> {
  const exists = await lockWidgets(tx, [...widgets, ...agents]);
  await growSums(tx, { widgets: widgets.filter(exists), agents: agents.filter(exists) });
}
