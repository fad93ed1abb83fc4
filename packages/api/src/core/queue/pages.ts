import { type Db, listWaitingFacts } from "@chat/db";
import { type QueuePage, QueuePageInput } from "../../contract";
import { toQueuedSession } from "../session/view";
import { askTogether } from "./ask-together";
import type { Lines } from "./lines";
import { countPlaces, mergeLines } from "./merge-lines";

interface PageOf {
  page: number;
  limit: number;
}

const FIRST: PageOf = QueuePageInput.parse({});

/** Pages of an account's queue: places from the lines, the rest from the rows of the page alone. */
export function createPages(db: Db, lines: Lines) {
  async function read(accountId: number, { page, limit }: PageOf): Promise<QueuePage> {
    const all = await lines.ofAccount(accountId);
    const places = mergeLines(all, (page - 1) * limit, limit);
    const rows = await listWaitingFacts(
      db,
      accountId,
      places.map(({ sessionId }) => sessionId),
    );
    const facts = new Map(rows.map((row) => [row.sessionId, row]));
    // Who left between the two readings is left out.
    const sessions = places.flatMap(({ sessionId, position }) => {
      const row = facts.get(sessionId);
      return row ? [toQueuedSession(row, position)] : [];
    });
    return { sessions, total: countPlaces(all) };
  }
  const readFirst = askTogether((accountId: number) => read(accountId, FIRST));

  return (accountId: number, wanted: PageOf = FIRST): Promise<QueuePage> =>
    wanted.page === FIRST.page && wanted.limit === FIRST.limit ? readFirst(accountId) : read(accountId, wanted);
}
