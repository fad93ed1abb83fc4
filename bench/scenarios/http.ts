import { PASSWORD, restClient } from "../../e2e/harness/rest";
import type { HttpJob, HttpResult } from "../driver/http";
import { runDriver } from "../driver/start";
import { figure, ratios } from "../figure";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { openStage, type Stage } from "../stage/stage";

const CONNECTIONS = 16;
const LOGINS_AT_ONCE = 8;

/** The two requests that pages make most, and whether hashing passwords holds them up. */
export const http: Scenario = { name: "http", title: "REST over 16 keep-alive connections", run: measure };

async function measure(options: ScenarioOptions): Promise<Outcome> {
  const stage = await openStage({ agents: 1, limits: [] });
  try {
    const config: HttpResult[] = [];
    const beside: HttpResult[] = [];
    const widgets: HttpResult[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      config.push(await load(stage, options, `/api/widgets/${stage.product.siteKey}/config`));
      beside.push(await whileLoggingIn(stage, options, () => load(stage, options, `/api/widgets/${stage.product.siteKey}/config`)));
      widgets.push(await load(stage, options, "/api/widgets", stage.product.token));
    }
    const p99 = (results: HttpResult[]) => results.map(({ latency }) => latency.p99);
    const p50 = (results: HttpResult[]) => results.map(({ latency }) => latency.p50);
    const refused = [...config, ...beside, ...widgets].reduce((sum, result) => sum + result.refused, 0);
    return {
      figures: [
        figure(
          "public config",
          "/s",
          config.map(({ perSecond }) => perSecond),
          { atLeast: 12_000 },
        ),
        figure("public config alone, p50", "ms", p50(config)),
        figure("public config alone, p99", "ms", p99(config)),
        figure("public config beside 8 logins, p50", "ms", p50(beside)),
        figure("public config beside 8 logins, p99", "ms", p99(beside)),
        figure("public config, p99 beside 8 logins / alone", "x", ratios(p99(beside), p99(config)), { atMost: 3 }),
        figure(
          "GET /api/widgets",
          "/s",
          widgets.map(({ perSecond }) => perSecond),
          { atLeast: 6000 },
        ),
        figure("GET /api/widgets, p99", "ms", p99(widgets)),
        figure("answers that were not 200", "messages", [refused], { atMost: 0 }),
      ],
      faults: refused,
      raw: { config, beside, widgets },
    };
  } finally {
    await stage.close();
  }
}

async function load({ product }: Stage, { isQuick, tell }: ScenarioOptions, path: string, token?: string): Promise<HttpResult> {
  const job: HttpJob = {
    request: { host: "127.0.0.1", port: Number(new URL(product.server.url).port), path, token },
    connections: CONNECTIONS,
    warmMs: isQuick ? 50 : 1000,
    measureMs: isQuick ? 200 : 3000,
  };
  const result = await runDriver<HttpResult>("http", job);
  tell(`GET ${path}: ${Math.round(result.perSecond)}/s, p50 ${result.latency.p50.toFixed(2)} ms, p99 ${result.latency.p99.toFixed(2)} ms`);
  return result;
}

/** As many log-ins under way all the time as given, each with its hash. */
async function whileLoggingIn<T>({ product }: Stage, { tell }: ScenarioOptions, run: () => Promise<T>): Promise<T> {
  const anyone = restClient(product.server.url);
  const email = product.agents[0]?.email;
  let isRunning = true;
  let logins = 0;
  const startedAt = Date.now();
  const lane = async () => {
    while (isRunning) {
      const { status } = await anyone("POST", "/auth/agent-login", { email, password: PASSWORD });
      if (status !== 200) throw new Error(`a log-in was answered ${status}`);
      logins++;
    }
  };
  const lanes = Array.from({ length: LOGINS_AT_ONCE }, lane);
  try {
    return await run();
  } finally {
    isRunning = false;
    await Promise.all(lanes);
    tell(`${Math.round((logins * 1000) / (Date.now() - startedAt))} log-ins a second beside`);
  }
}
