import { freePort, makeDataDir, removeDataDir, startServer } from "../../e2e/harness/server";
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
      const port = await freePort();
      const startedAt = performance.now();
      const starting = startServer({ dataDir, port, env });
      const healthyAt = await firstHealthyAnswer(port);
      const server = await starting;
      if (index > 0) times.push(healthyAt - startedAt);
      await server.stop();
    }
    tell(`starts: ${times.map((ms) => `${Math.round(ms)} ms`).join(", ")}`);
    return { figures: [figure("start to healthy", "ms", times, { atMost: 300 })], faults: 0, raw: times };
  } finally {
    await removeDataDir(dataDir);
    await database.stop();
  }
}

async function firstHealthyAnswer(port: number): Promise<number> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    if (answer?.ok) return performance.now();
    await Bun.sleep(POLL_MS);
  }
}
