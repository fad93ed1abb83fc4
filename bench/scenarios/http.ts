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
  const stage = await openStage({ agents: 1, limits: options.limits.filter((name) => name === "relay") });
  try {
    const { server, siteKey, token } = stage.product;
    const config = { url: server.url, path: `/api/widgets/${siteKey}/config` };
    const bareUrl = stage.contenders[1]?.socketUrl;
    const bare: HttpResult[] = [];
    const alone: HttpResult[] = [];
    const beside: HttpResult[] = [];
    const widgets: HttpResult[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      if (bareUrl) bare.push(await load(options, { url: bareUrl, path: "/" }));
      alone.push(await load(options, config));
      beside.push(await whileLoggingIn(stage, options, () => load(options, config)));
      widgets.push(await load(options, { url: server.url, path: "/api/widgets", token }));
    }
    const rate = (results: HttpResult[]) => results.map(({ perSecond }) => perSecond);
    const p99 = (results: HttpResult[]) => results.map(({ latency }) => latency.p99);
    const p50 = (results: HttpResult[]) => results.map(({ latency }) => latency.p50);
    const refused = [...alone, ...beside, ...widgets].reduce((sum, result) => sum + result.refused, 0);
    return {
      figures: [
        ...(bare.length > 0 ? [figure("the least answer of Bun.serve", "/s", rate(bare))] : []),
        figure("public config", "/s", rate(alone), { atLeast: 12_000 }),
        figure("public config alone, p50", "ms", p50(alone)),
        figure("public config alone, p99", "ms", p99(alone)),
        figure("public config beside 8 logins, p50", "ms", p50(beside)),
        figure("public config beside 8 logins, p99", "ms", p99(beside)),
        figure("public config, p99 beside 8 logins / alone", "x", ratios(p99(beside), p99(alone)), { atMost: 3 }),
        figure("GET /api/widgets", "/s", rate(widgets), { atLeast: 6000 }),
        figure("GET /api/widgets, p99", "ms", p99(widgets)),
        figure("answers that were not 200", "messages", [refused], { atMost: 0 }),
      ],
      faults: refused,
      raw: { bare, alone, beside, widgets },
    };
  } finally {
    await stage.close();
  }
}

interface Asked {
  url: string;
  path: string;
  token?: string;
}

async function load({ isQuick, tell }: ScenarioOptions, { url, path, token }: Asked): Promise<HttpResult> {
  const job: HttpJob = {
    place: { host: "127.0.0.1", port: Number(new URL(url).port), token },
    path,
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
