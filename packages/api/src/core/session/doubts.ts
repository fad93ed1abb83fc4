import { type Db, findSession, isDatabaseDown } from "@chat/db";
import type { Background } from "../background";
import { accountTopic, agentTopic, type Bus, QUEUES, sessionTopic, type Topic } from "../bus";

const LOOK_AGAIN_MS = 1_000;

/** Sessions in which something may have happened that nobody was told of: the database was lost while it committed. */
export interface Doubts {
  add(sessionId: string): void;
  /** While there are any, each message is told together with the one before it: readers then see that they missed one. */
  any(): boolean;
  /** Does something to a session and tells it. When the database is lost meanwhile, the session is in doubt. */
  watch<T>(sessionId: string, act: () => Promise<T>): Promise<T>;
  /** The database is back: whoever listens to such a session, or sees its account's queue, reads again. */
  settle(): void;
  stop(): void;
}

export function createDoubts({ db, bus, background }: { db: Db; bus: Bus; background: Background }): Doubts {
  const sessionIds = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTelling = false;
  let isStopped = false;

  async function tellAll() {
    const topics = new Set<Topic>();
    const doubtful = [...sessionIds];
    for (const sessionId of doubtful) {
      const session = await findSession(db, sessionId);
      if (!session) continue;
      topics.add(sessionTopic(sessionId)).add(QUEUES);
      // Of all its agents: the one who had the chat may not have it any more.
      if (session.accountId !== null) topics.add(accountTopic(session.accountId));
      if (session.assignedAgentId !== null) topics.add(agentTopic(session.assignedAgentId));
    }
    for (const sessionId of doubtful) sessionIds.delete(sessionId);
    if (topics.size > 0) bus.publish([...topics], { type: "news.missed" });
  }
  const settle = () => {
    if (sessionIds.size === 0 || isTelling) return;
    isTelling = true;
    clearTimeout(timer);
    background.run(
      tellAll().finally(() => {
        isTelling = false;
        wait();
      }),
    );
  };
  const wait = () => {
    clearTimeout(timer);
    if (sessionIds.size > 0 && !isStopped) timer = setTimeout(settle, LOOK_AGAIN_MS);
  };
  const add = (sessionId: string) => {
    sessionIds.add(sessionId);
    wait();
  };
  return {
    add,
    any: () => sessionIds.size > 0,
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
