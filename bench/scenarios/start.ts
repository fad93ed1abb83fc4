import { freePort, makeDataDir, removeDataDir, startServer, type TestServer } from "../../e2e/harness/server";
import { figure } from "../figure";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { startDatabase } from "../stage/database";
import { productEnv } from "../stage/product";

const STARTS_A_ROUND = 3;
/** Well below what is measured, and seldom enough not to take the core that the server starts on. */
const POLL_MS = 3;

/** From the start of the process to its first healthy answer, the database being up and its tables there. */
export const start: Scenario = { name: "start", title: "Server start to healthy, database up", run: measure };

async function measure({ isQuick, rounds, tell }: ScenarioOptions): Promise<Outcome> {
  const database = await startDatabase({ durable: true });
  const dataDir = await makeDataDir();
  try {
    const env = productEnv(database, "");
    const times: number[] = [];
    // The first one makes the tables.
    for (let index = 0; index <= (isQuick ? 1 : rounds * STARTS_A_ROUND); index++) {
      const { ms, server } = await startTimed(dataDir, env);
      if (index > 0) times.push(ms);
      await server.stop();
    }
    tell(`starts: ${times.map((ms) => `${Math.round(ms)} ms`).join(", ")}`);
    return { figures: [figure("start to healthy", "ms", times, { atMost: 300 })], database: database.describe, raw: times };
  } finally {
    await removeDataDir(dataDir);
    await database.stop();
  }
}

/** @throws Error with what the server wrote when it does not start: it is waited for no longer */
export async function startTimed(dataDir: string, env: Record<string, string>): Promise<{ ms: number; server: TestServer }> {
  const port = await freePort();
  const watching = new AbortController();
  const startedAt = performance.now();
  const both = [startServer({ dataDir, port, env }), firstHealthyAnswer(port, watching.signal)] as const;
  const [server, healthyAt] = await Promise.all(both).finally(() => watching.abort());
  return { ms: healthyAt - startedAt, server };
}

async function firstHealthyAnswer(port: number, signal: AbortSignal): Promise<number> {
  while (!signal.aborted) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, { signal }).catch(() => null);
    if (answer?.ok) return performance.now();
    await Bun.sleep(POLL_MS);
  }
  return Number.NaN;
}
