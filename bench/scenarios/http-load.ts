import { PASSWORD, restClient } from "../../e2e/harness/rest";
import type { HttpAsk, HttpJob, HttpResult } from "../driver/http";
import { runDriver } from "../driver/start";
import type { ScenarioOptions } from "../scenario";

export interface Load {
  /** For the lines of progress. */
  what: string;
  url: string;
  /** One for each connection. */
  asks: HttpAsk[];
  /** Requests a second; without, each connection asks again as soon as it is answered. */
  rate?: number;
}

/** What a driver of its own gets answered. */
export async function load({ isQuick, tell }: ScenarioOptions, { what, url, asks, rate }: Load): Promise<HttpResult> {
  const job: HttpJob = {
    host: "127.0.0.1",
    port: Number(new URL(url).port),
    asks,
    warmMs: isQuick ? 50 : 1000,
    measureMs: isQuick ? 200 : 3000,
    rate: rate ?? null,
  };
  const result = await runDriver<HttpResult>("http", job);
  const offered = rate === undefined ? "" : ` of ${Math.round(rate)}/s offered`;
  const { latency } = result;
  tell(`${what}: ${Math.round(result.perSecond)}/s${offered}, p50 ${latency?.p50.toFixed(2)} ms, p99 ${latency?.p99.toFixed(2)} ms`);
  return result;
}

/** Beside what runs, each of these accounts has a log-in under way all the time, and each log-in its hash. */
export async function whileLoggingIn<T>(url: string, emails: string[], tell: (line: string) => void, run: () => Promise<T>): Promise<T> {
  const anyone = restClient(url);
  let isRunning = true;
  let logins = 0;
  const startedAt = Date.now();
  const lane = async (email: string) => {
    while (isRunning) {
      const { status } = await anyone("POST", "/auth/login", { email, password: PASSWORD });
      if (status !== 200) throw new Error(`a log-in was answered ${status}`);
      logins++;
    }
  };
  const lanes = emails.map(lane);
  try {
    return await run();
  } finally {
    isRunning = false;
    await Promise.all(lanes);
    tell(`${Math.round((logins * 1000) / (Date.now() - startedAt))} log-ins a second beside`);
  }
}
