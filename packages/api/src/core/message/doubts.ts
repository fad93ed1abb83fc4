import { type Db, findSession } from "@chat/db";
import type { Background } from "../background";
import { agentTopic, type Bus, sessionTopic } from "../bus";

const LOOK_AGAIN_MS = 1_000;

/** Sessions that may hold a message nobody was told of: the database was lost while it committed, and stayed away. */
export interface Doubts {
  add(sessionId: string): void;
  /** The database is back: whoever listens to such a session reads again. */
  settle(): void;
  stop(): void;
}

export function createDoubts({ db, bus, background }: { db: Db; bus: Bus; background: Background }): Doubts {
  const sessionIds = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTelling = false;

  async function tell(sessionId: string) {
    const session = await findSession(db, sessionId);
    sessionIds.delete(sessionId);
    if (!session) return;
    const topic = sessionTopic(sessionId);
    const agentId = session.assignedAgentId;
    bus.publish(agentId === null ? topic : [topic, agentTopic(agentId)], { type: "news.missed" });
  }
  const tellAll = async () => {
    for (const sessionId of [...sessionIds]) await tell(sessionId);
  };
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
    if (sessionIds.size > 0) timer = setTimeout(settle, LOOK_AGAIN_MS);
  };
  return {
    add(sessionId) {
      sessionIds.add(sessionId);
      wait();
    },
    settle,
    stop: () => clearTimeout(timer),
  };
}
