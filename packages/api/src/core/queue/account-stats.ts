import { countOnlineAgents, type Db } from "@chat/db";
import type { QueueStats } from "../../contract";
import { askTogether } from "./ask-together";
import type { Lines } from "./lines";
import { countPlaces } from "./merge-lines";
import type { Waits } from "./waits";

/** The queues of an account together in numbers; who asks at once shares one reading. */
export const createAccountStats = (db: Db, lines: Lines, waits: Waits) =>
  askTogether(async (accountId: number): Promise<QueueStats> => {
    const [all, availableAgents] = await Promise.all([lines.ofAccount(accountId), countOnlineAgents(db, accountId)]);
    const measured = await waits.ofAll(all);
    return { waitingSessions: countPlaces(all), availableAgents, averageWaitSeconds: measured.meanWaitSeconds };
  });
