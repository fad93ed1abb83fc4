import type { HttpAsk, HttpResult } from "../driver/http";
import { type Figure, figure, ratios } from "../figure";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { makeAccounts, type OwnAccount } from "../stage/accounts";
import { openStage } from "../stage/stage";
import { load, whileLoggingIn } from "./http-load";

const CONNECTIONS = 16;
const LOGINS_AT_ONCE = 8;

/** The two requests that pages make most, and whether hashing passwords holds them up. */
export const http: Scenario = { name: "http", title: `REST over ${CONNECTIONS} keep-alive connections`, run: measure };

/** `one`: all connections ask for the same and may share its reading. `different`: nobody has anything to share. */
type Results = Record<"bare" | "oneWidget" | "differentWidgets" | "alone" | "beside" | "oneAccount" | "differentAccounts", HttpResult[]>;

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
      oneAccount: [],
      differentAccounts: [],
    };
    for (let round = 1; round <= options.rounds; round++) {
      if (bareUrl)
        results.bare.push(await load(options, { what: "the least answer", url: bareUrl, asks: same.map(() => ({ path: "/" })) }));
      results.oneWidget.push(await load(options, { what: "config of one widget", url, asks: same.map(config) }));
      const most = await load(options, { what: "config of different widgets", url, asks: accounts.map(config) });
      results.differentWidgets.push(most);
      const offered = { what: "the same at half that rate", url, asks: accounts.map(config), rate: Math.max(1, most.perSecond / 2) };
      results.alone.push(await load(options, offered));
      results.beside.push(await whileLoggingIn(url, emails, options.tell, () => load(options, offered)));
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
  const { oneWidget, differentWidgets, alone, beside, oneAccount, differentAccounts } = ours;
  const rate = (results: HttpResult[]) => results.map(({ perSecond }) => perSecond);
  const at = (results: HttpResult[], share: "p50" | "p99") => results.map(({ latency }) => latency?.[share] ?? Number.NaN);
  const lateness = [...alone, ...beside].map((result) => result.lateness?.p99 ?? Number.NaN);
  const refused = Object.values(ours)
    .flat()
    .reduce((sum, result) => sum + result.refused, 0);
  const slowed = ratios(at(beside, "p99"), at(alone, "p99"));
  return [
    ...(bare.length > 0 ? [figure("the least answer of Bun.serve, closed loop", "/s", rate(bare))] : []),
    figure(`public config, ${CONNECTIONS} different widgets, closed loop`, "/s", rate(differentWidgets), { atLeast: 12_000 }),
    figure(`public config, one widget for all ${CONNECTIONS}, closed loop`, "/s", rate(oneWidget)),
    figure(`${CONNECTIONS} different widgets at half their rate, p50`, "ms", at(alone, "p50")),
    figure(`${CONNECTIONS} different widgets at half their rate, p99`, "ms", at(alone, "p99")),
    figure(`the same beside ${LOGINS_AT_ONCE} logins, p50`, "ms", at(beside, "p50")),
    figure(`the same beside ${LOGINS_AT_ONCE} logins, p99`, "ms", at(beside, "p99")),
    figure(`${CONNECTIONS} different widgets at half their rate, p99 beside ${LOGINS_AT_ONCE} logins / alone`, "x", slowed, { atMost: 3 }),
    figure("answered at half that rate", "/s", rate(alone)),
    figure(`answered beside ${LOGINS_AT_ONCE} logins`, "/s", rate(beside)),
    figure("the driver's own lateness at half that rate, p99", "ms", lateness),
    figure(`GET /api/widgets, ${CONNECTIONS} different accounts, closed loop`, "/s", rate(differentAccounts), { atLeast: 6000 }),
    figure(`GET /api/widgets, ${CONNECTIONS} different accounts, closed loop, p99`, "ms", at(differentAccounts, "p99")),
    figure(`GET /api/widgets, one account for all ${CONNECTIONS}, closed loop`, "/s", rate(oneAccount)),
    figure(`GET /api/widgets, one account for all ${CONNECTIONS}, closed loop, p99`, "ms", at(oneAccount, "p99")),
    figure("answers that were not 200", "answers", [refused], { atMost: 0 }),
  ];
}
