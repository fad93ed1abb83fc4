import { PASSWORD, restClient } from "../../e2e/harness/rest";
import type { HttpJob, HttpResult } from "../driver/http";
import { runDriver } from "../driver/start";
import { type Figure, figure, ratios } from "../figure";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { openStage, type Stage } from "../stage/stage";

const CONNECTIONS = 16;
const LOGINS_AT_ONCE = 8;

/** The two requests that pages make most, and whether hashing passwords holds them up. */
export const http: Scenario = { name: "http", title: "REST over 16 keep-alive connections", run: measure };

async function measure(options: ScenarioOptions): Promise<Outcome> {
  const stage = await openStage({ ...options, agents: 1, limits: options.limits.filter((name) => name === "relay") });
  try {
    const { server, siteKey, token } = stage.product;
    const config = { url: server.url, path: `/api/widgets/${siteKey}/config` };
    const bareUrl = stage.contenders[1]?.socketUrl;
    const results: Results = { bare: [], config: [], alone: [], beside: [], widgets: [] };
    for (let round = 1; round <= options.rounds; round++) {
      if (bareUrl) results.bare.push(await load(options, { url: bareUrl, path: "/" }));
      const most = await load(options, config);
      results.config.push(most);
      const offered = { ...config, rate: Math.max(1, most.perSecond / 2) };
      results.alone.push(await load(options, offered));
      results.beside.push(await whileLoggingIn(stage, options, () => load(options, offered)));
      results.widgets.push(await load(options, { url: server.url, path: "/api/widgets", token }));
    }
    return { figures: figuresOf(results), database: stage.database.describe, raw: results };
  } finally {
    await stage.close();
  }
}

type Results = Record<"bare" | "config" | "alone" | "beside" | "widgets", HttpResult[]>;

function figuresOf({ bare, config, alone, beside, widgets }: Results): Figure[] {
  const rate = (results: HttpResult[]) => results.map(({ perSecond }) => perSecond);
  const at = (results: HttpResult[], share: "p50" | "p99") => results.map(({ latency }) => latency?.[share] ?? Number.NaN);
  const lateness = [...alone, ...beside].map((result) => result.lateness?.p99 ?? Number.NaN);
  const refused = [...config, ...alone, ...beside, ...widgets].reduce((sum, result) => sum + result.refused, 0);
  return [
    ...(bare.length > 0 ? [figure("the least answer of Bun.serve, closed loop", "/s", rate(bare))] : []),
    figure("public config, closed loop", "/s", rate(config), { atLeast: 12_000 }),
    figure("public config at half that rate, p50", "ms", at(alone, "p50")),
    figure("public config at half that rate, p99", "ms", at(alone, "p99")),
    figure("the same beside 8 logins, p50", "ms", at(beside, "p50")),
    figure("the same beside 8 logins, p99", "ms", at(beside, "p99")),
    figure("public config at half that rate, p99 beside 8 logins / alone", "x", ratios(at(beside, "p99"), at(alone, "p99")), { atMost: 3 }),
    figure("answered at half that rate", "/s", rate(alone)),
    figure("answered beside 8 logins", "/s", rate(beside)),
    figure("the driver's own lateness at half that rate, p99", "ms", lateness),
    figure("GET /api/widgets, closed loop", "/s", rate(widgets), { atLeast: 6000 }),
    figure("GET /api/widgets, closed loop, p99", "ms", at(widgets, "p99")),
    figure("answers that were not 200", "answers", [refused], { atMost: 0 }),
  ];
}

interface Asked {
  url: string;
  path: string;
  token?: string;
  rate?: number;
}

async function load({ isQuick, tell }: ScenarioOptions, { url, path, token, rate }: Asked): Promise<HttpResult> {
  const job: HttpJob = {
    place: { host: "127.0.0.1", port: Number(new URL(url).port), token },
    path,
    connections: CONNECTIONS,
    warmMs: isQuick ? 50 : 1000,
    measureMs: isQuick ? 200 : 3000,
    rate: rate ?? null,
  };
  const result = await runDriver<HttpResult>("http", job);
  const offered = rate === undefined ? "" : ` of ${Math.round(rate)}/s offered`;
  tell(
    `GET ${path}: ${Math.round(result.perSecond)}/s${offered}, p50 ${result.latency?.p50.toFixed(2)} ms, p99 ${result.latency?.p99.toFixed(2)} ms`,
  );
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
