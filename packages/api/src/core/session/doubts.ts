import { type Db, findSession, isDatabaseDown } from "@chat/db";
import type { Background } from "../background";
import { accountTopic, agentTopic, type Bus, QUEUES, sessionTopic, type Topic } from "../bus";

const LOOK_EVERY_MS = 1_000;
/** What was on its way when its connection was lost may be committed much later than others are: so it is looked for again. */
const AGAIN_AFTER_MS = [3_000, 20_000];

/** Sessions in which something may have happened that nobody was told of: the database was lost while it committed. */
export interface Doubts {
  add(sessionId: string): void;
  /** While there are any, each message is told together with the one before it: readers then see that they missed one. */
  hasAny(): boolean;
  /** Does something to a session and tells it. When the database is lost meanwhile, the session is in doubt. */
  watch<T>(sessionId: string, act: () => Promise<T>): Promise<T>;
  /** The database is back: whoever listens to such a session, or sees its account's queue, reads again. */
  settle(): void;
  stop(): void;
}

/** Times are of the clock that nobody sets. */
interface Doubt {
  dueAt: number;
  timesTold: number;
}

const isDue = ({ dueAt }: Doubt) => performance.now() >= dueAt;

export function createDoubts({ db, bus, background }: { db: Db; bus: Bus; background: Background }): Doubts {
  const doubts = new Map<string, Doubt>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTelling = false;
  let isStopped = false;

  async function tellDue() {
    const topics = new Set<Topic>();
    const due = [...doubts].filter(([, doubt]) => isDue(doubt));
    for (const [sessionId] of due) {
      const session = await findSession(db, sessionId);
      if (!session) continue;
      topics.add(sessionTopic(sessionId)).add(QUEUES);
      // Of all its agents: the one who had the chat may not have it any more.
      if (session.accountId !== null) topics.add(accountTopic(session.accountId));
      if (session.assignedAgentId !== null) topics.add(agentTopic(session.assignedAgentId));
    }
    for (const [sessionId, doubt] of due) {
      // Another may have come meanwhile.
      if (doubts.get(sessionId) !== doubt) continue;
      const againAfter = AGAIN_AFTER_MS[doubt.timesTold];
      if (againAfter === undefined) doubts.delete(sessionId);
      else doubts.set(sessionId, { dueAt: performance.now() + againAfter, timesTold: doubt.timesTold + 1 });
    }
    if (topics.size > 0) bus.publish([...topics], { type: "news.missed" });
  }
  const settle = () => {
    if (isTelling || ![...doubts.values()].some(isDue)) return;
    isTelling = true;
    clearTimeout(timer);
    background.run(
      tellDue().finally(() => {
        isTelling = false;
        wait();
      }),
    );
  };
  const wait = () => {
    clearTimeout(timer);
    if (doubts.size > 0 && !isStopped) timer = setTimeout(look, LOOK_EVERY_MS);
  };
  const look = () => {
    wait();
    settle();
  };
  const add = (sessionId: string) => {
    doubts.set(sessionId, { dueAt: performance.now(), timesTold: 0 });
    wait();
  };
  return {
    add,
    hasAny: () => doubts.size > 0,
    async watch(sessionId, act) {
      try {
        return await act();
      } catch (error) {
        if (isDatabaseDown(error)) add(sessionId);
        throw error;
      }
    },
    settle,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
