import type { AcceptJob, AcceptResult } from "../driver/accept";
import { runDriver } from "../driver/start";
import { figure } from "../figure";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { openStage } from "../stage/stage";
import { median } from "../summary";

const AGENTS = 10;

/** From an agent's click to its chat. */
export const accept: Scenario = {
  name: "accept",
  title: "Accepting over the agent socket: 100 visitors wait, 10 agents look on",
  run: measure,
};

async function measure({ isQuick, rounds, tell, profileTo }: ScenarioOptions): Promise<Outcome> {
  const stage = await openStage({ agents: AGENTS, limits: [], profileTo });
  try {
    const { socketUrl, siteKey, agents } = stage.product;
    const results: AcceptResult[] = [];
    for (let run = 1; run <= rounds; run++) {
      const job: AcceptJob = { socketUrl, siteKey, agents, chats: isQuick ? 10 : 100, run };
      const result = await runDriver<AcceptResult>("accept", job);
      tell(`accept: p50 ${median(result.accepts).toFixed(2)} ms, ${result.untold} visitors not told`);
      results.push(result);
    }
    const medians = results.map(({ accepts }) => median(accepts));
    const untold = results.reduce((sum, result) => sum + result.untold, 0);
    return {
      figures: [
        figure("accept, p50", "ms", medians, { atMost: 2 }),
        figure("accepted chats whose visitor was not told", "visitors", [untold], { atMost: 0 }),
      ],
      database: stage.database.describe,
      raw: results,
    };
  } finally {
    await stage.close();
  }
}
