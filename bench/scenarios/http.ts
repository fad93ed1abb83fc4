import type { HttpAsk, HttpResult } from "../driver/http";
import { type Figure, figure, ratios } from "../figure";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { makeAccounts, type OwnAccount } from "../stage/accounts";
import { openStage } from "../stage/stage";
import { load, whileLoggingIn } from "./http-load";

const CONNECTIONS = 16;
const LOGINS_AT_ONCE = 8;
/** Requests a second, whatever the server could do: so that a faster one is not asked for more. */
const OFFERED = 3000;

/** The two requests that pages make most, and whether hashing passwords holds them up. */
export const http: Scenario = { name: "http", title: `REST over ${CONNECTIONS} keep-alive connections`, run: measure };

/** `one`: all connections ask for the same and may share its reading. `different`: nobody has a row in common, though a statement may read the rows of several. */
type Results = Record<
  "bare" | "oneWidget" | "differentWidgets" | "alone" | "beside" | "halfAlone" | "halfBeside" | "oneAccount" | "differentAccounts",
  HttpResult[]
>;

async function measure(options: ScenarioOptions): Promise<Outcome> {
  const stage = await openStage({ ...options, agents: 1, limits: options.limits.filter((name) => name === "relay") });
  try {
    const { url } = stage.product.server;
    const accounts = await makeAccounts(url, CONNECTIONS);
    const same = Array.from({ length: CONNECTIONS }, () => stage.product);
    const emails = accounts.slice(0, LOGINS_AT_ONCE).map(({ email }) => email);
    const bareUrl = stage.contenders[1]?.socketUrl;
    const results: Results = {
      bare: [],
      oneWidget: [],
      differentWidgets: [],
      alone: [],
      beside: [],
      halfAlone: [],
      halfBeside: [],
      oneAccount: [],
      differentAccounts: [],
    };
    for (let round = 1; round <= options.rounds; round++) {
      if (bareUrl)
        results.bare.push(await load(options, { what: "the least answer", url: bareUrl, asks: same.map(() => ({ path: "/" })) }));
      results.oneWidget.push(await load(options, { what: "config of one widget", url, asks: same.map(config) }));
      const most = await load(options, { what: "config of different widgets", url, asks: accounts.map(config) });
      results.differentWidgets.push(most);
      const offered = (rate: number) => () => load(options, { what: "the same", url, asks: accounts.map(config), rate });
      const some = offered(OFFERED);
      results.alone.push(await some());
      results.beside.push(await whileLoggingIn(url, emails, options.tell, some));
      const half = offered(Math.max(1, most.perSecond / 2));
      results.halfAlone.push(await half());
      results.halfBeside.push(await whileLoggingIn(url, emails, options.tell, half));
      results.oneAccount.push(await load(options, { what: "widgets of one account", url, asks: same.map(widgets) }));
      results.differentAccounts.push(await load(options, { what: "widgets of different accounts", url, asks: accounts.map(widgets) }));
    }
    return { figures: figuresOf(results), database: stage.database.describe, raw: results };
  } finally {
    await stage.close();
  }
}

const config = ({ siteKey }: Pick<OwnAccount, "siteKey">): HttpAsk => ({ path: `/api/widgets/${siteKey}/config` });
const widgets = ({ token }: Pick<OwnAccount, "token">): HttpAsk => ({ path: "/api/widgets", token });

function figuresOf({ bare, ...ours }: Results): Figure[] {
  const { oneWidget, differentWidgets, alone, beside, halfAlone, halfBeside, oneAccount, differentAccounts } = ours;
  const rate = (results: HttpResult[]) => results.map(({ perSecond }) => perSecond);
  const at = (results: HttpResult[], share: "p50" | "p99") => results.map(({ latency }) => latency?.[share] ?? Number.NaN);
  const lateness = (results: HttpResult[]) => results.map((result) => result.lateness?.p99 ?? Number.NaN);
  const refused = Object.values(ours)
    .flat()
    .reduce((sum, result) => sum + result.refused, 0);
  const besideLogins = (what: string, isAlone: HttpResult[], isBeside: HttpResult[], target?: { atMost: number }) => [
    figure(`${what}, p50`, "ms", at(isAlone, "p50")),
    figure(`${what}, p99`, "ms", at(isAlone, "p99")),
    figure(`${what}, beside ${LOGINS_AT_ONCE} logins, p50`, "ms", at(isBeside, "p50")),
    figure(`${what}, beside ${LOGINS_AT_ONCE} logins, p99`, "ms", at(isBeside, "p99")),
    figure(`${what}, p99 beside ${LOGINS_AT_ONCE} logins / alone`, "x", ratios(at(isBeside, "p99"), at(isAlone, "p99")), target),
    figure(`${what}, answered`, "/s", rate(isAlone)),
    figure(`${what}, answered beside ${LOGINS_AT_ONCE} logins`, "/s", rate(isBeside)),
    figure(`${what}, the driver's own lateness, p99`, "ms", lateness([...isAlone, ...isBeside])),
  ];
  return [
    ...(bare.length > 0 ? [figure("the least answer of Bun.serve, closed loop", "/s", rate(bare))] : []),
    figure(`public config, ${CONNECTIONS} different widgets, closed loop`, "/s", rate(differentWidgets), { atLeast: 12_000 }),
    figure(`public config, one widget for all ${CONNECTIONS}, closed loop`, "/s", rate(oneWidget)),
    ...besideLogins(`config of ${CONNECTIONS} different widgets, ${OFFERED}/s offered`, alone, beside, { atMost: 3 }),
    ...besideLogins("the same, half of its best rate offered", halfAlone, halfBeside),
    figure(`GET /api/widgets, ${CONNECTIONS} different accounts, closed loop`, "/s", rate(differentAccounts), { atLeast: 6000 }),
    figure(`GET /api/widgets, ${CONNECTIONS} different accounts, closed loop, p99`, "ms", at(differentAccounts, "p99")),
    figure(`GET /api/widgets, one account for all ${CONNECTIONS}, closed loop`, "/s", rate(oneAccount)),
    figure(`GET /api/widgets, one account for all ${CONNECTIONS}, closed loop, p99`, "ms", at(oneAccount, "p99")),
    figure("answers that were not 200", "answers", [refused], { atMost: 0 }),
  ];
}
