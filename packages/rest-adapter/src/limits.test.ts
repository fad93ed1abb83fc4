import { afterAll, describe, expect, test } from "bun:test";
import { agentToken, closeTestCores, makeAccount, makeAgent, PASSWORD, testCore } from "@chat/api/testing";
import { createLimits } from "./limits";
import { createMemoryLimitStore, type Limiter, type LimitStore } from "./limits-store";
import { createRestApp } from "./rest-app";
import { SETTINGS } from "./testing";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const { siteKey } = account.widget;
const REFUSED = { success: false, message: "Too many requests from this IP, please try again later." };

/** An app with its own counts. @returns a function that calls it from an address */
function serve(settings: Partial<typeof SETTINGS>) {
  const app = createRestApp({ core, settings: { ...SETTINGS, ...settings } });
  return async (address: string, path: string, init?: RequestInit) => {
    const response = await app.request(`http://localhost:5000/api${path}`, init, { address });
    return { status: response.status, headers: response.headers, body: response.status === 204 ? null : await response.json() };
  };
}
const left = ({ headers }: { headers: Headers }) => headers.get("ratelimit-remaining");

describe("all routes under /api", () => {
  test("say what is left, and refuse what is more, in the documented words", async () => {
    const call = serve({ rateLimitMax: 3 });
    for (const remaining of ["2", "1", "0"]) {
      const answer = await call("192.0.2.1", "/widgets");
      expect([answer.status, left(answer)]).toEqual([401, remaining]);
      expect(answer.headers.get("ratelimit-limit")).toBe("3");
      expect(answer.headers.get("ratelimit-policy")).toBe("3;w=900");
      expect(Number(answer.headers.get("ratelimit-reset"))).toBeWithin(1, 901);
      expect(answer.headers.get("retry-after")).toBeNull();
    }
    const refused = await call("192.0.2.1", "/widgets");
    expect([refused.status, refused.body]).toEqual([429, REFUSED]);
    expect(Number(refused.headers.get("retry-after"))).toBeWithin(1, 901);
    expect(left(refused)).toBe("0");
    expect(refused.headers.get("x-frame-options")).toBe("DENY");
    expect((await call("192.0.2.2", "/widgets")).status).toBe(401);
  });

  test("share one budget, unknown ones included; health and the description of the API have no limit", async () => {
    const call = serve({ rateLimitMax: 2 });
    await call("192.0.2.1", "/nope");
    await call("192.0.2.1", "/auth/login", { method: "POST", body: "{" });
    expect((await call("192.0.2.1", "/agents")).status).toBe(429);
    for (let time = 0; time < 5; time++) expect((await call("192.0.2.1", "/health")).status).toBe(200);
    expect((await call("192.0.2.1", "/openapi.json")).status).toBe(200);
    expect((await call("192.0.2.1", "/health")).headers.get("ratelimit-limit")).toBeNull();
  });

  test("preflights cost nothing", async () => {
    const call = serve({ rateLimitMax: 1 });
    const headers = { Origin: "http://localhost:3000" };
    for (let time = 0; time < 3; time++) expect((await call("192.0.2.1", "/widgets", { method: "OPTIONS", headers })).status).toBe(204);
    const answer = await call("192.0.2.1", "/widgets", { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("access-control-expose-headers")).toContain("Retry-After");
  });

  test("of many requests at once exactly the limit gets through", async () => {
    const call = serve({ rateLimitMax: 10 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => call("192.0.2.1", "/widgets")));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(30);
  });
});

describe("the widget's public routes", () => {
  test("have a budget for each address and widget, apart from everything else", async () => {
    const other = await makeAccount(core);
    const call = serve({ rateLimitMax: 1, publicRateLimitMax: 2 });
    expect(left(await call("192.0.2.1", `/widgets/${siteKey}/config`))).toBe("1");
    expect(left(await call("192.0.2.1", `/widgets/queue-position/${siteKey}/session_none`))).toBe("0");
    const refused = await call("192.0.2.1", `/widgets/escalate/${siteKey}/session_none`, { method: "POST" });
    expect([refused.status, refused.body]).toEqual([429, REFUSED]);
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
    expect((await call("192.0.2.1", `/widgets/${other.widget.siteKey}/config`)).status).toBe(200);
    expect((await call("192.0.2.2", `/widgets/${siteKey}/config`)).status).toBe(200);
    expect((await call("192.0.2.1", "/widgets")).status).toBe(401);
  });

  test("made-up site keys give no endless budget", async () => {
    const call = serve({ publicRateLimitMax: 2 });
    const statuses: number[] = [];
    for (let key = 0; key < 25; key++) statuses.push((await call("192.0.2.1", `/widgets/made-up-${key}/config`)).status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
  });

  test("what is no site key is not kept as one, however long it is", async () => {
    const keys: string[] = [];
    const memory = createMemoryLimitStore();
    const limiter = (options: Parameters<LimitStore["limiter"]>[0]): Limiter => {
      const inner = memory.limiter(options);
      const take = (key: string) => {
        keys.push(key);
        return inner.take(key);
      };
      return { ...inner, take };
    };
    const limits = createLimits(SETTINGS, { ...memory, limiter });
    const app = createRestApp({ core, settings: SETTINGS, limits });
    for (const key of ["x".repeat(5_000), siteKey])
      await app.request(`http://localhost:5000/api/widgets/${key}/config`, {}, { address: "192.0.2.1" });
    expect(keys).toEqual(["192.0.2.1", "192.0.2.1", `192.0.2.1 ${siteKey}`]);
  });
});

describe("log-ins", () => {
  /** A core and an app that count together, as in the server. */
  async function serveLogIns(authRateLimitMax: number) {
    const settings = { ...SETTINGS, authRateLimitMax };
    const limits = createLimits(settings);
    const own = await testCore({ attempts: limits.attempts });
    const app = createRestApp({ core: own, settings, limits });
    const logIn = async (address: string, email: string, password: string, path = "login") => {
      const init = { method: "POST", body: JSON.stringify({ email, password }) };
      const response = await app.request(`http://localhost:5000/api/auth/${path}`, init, { address });
      return { status: response.status, headers: response.headers, body: await response.json() };
    };
    return { own, logIn, app };
  }

  test("after ten failed ones an address rests, whatever it says then", async () => {
    const { own, logIn } = await serveLogIns(10);
    const { email } = await makeAccount(own);
    for (let time = 0; time < 10; time++) expect((await logIn("192.0.2.1", `nobody${time}@example.com`, "wrong")).status).toBe(401);
    const refused = await logIn("192.0.2.1", email, PASSWORD);
    expect([refused.status, refused.body]).toEqual([429, REFUSED]);
    expect(refused.headers.get("ratelimit-limit")).toBe("10");
    expect(Number(refused.headers.get("retry-after"))).toBeWithin(1, 901);
    expect((await logIn("192.0.2.2", email, PASSWORD)).status).toBe(200);
  });

  test("after ten failed ones an account rests, whoever asks; its namesake among the agents does not", async () => {
    const { own, logIn } = await serveLogIns(10);
    const there = await makeAccount(own);
    const agent = await makeAgent(there);
    const { email } = agent.profile;
    for (let time = 0; time < 10; time++) expect((await logIn(`192.0.2.${time}`, email, "wrong")).status).toBe(401);
    expect((await logIn("198.51.100.1", email.toUpperCase(), "wrong")).status).toBe(429);
    expect((await logIn("198.51.100.1", email, PASSWORD, "agent-login")).status).toBe(200);
    expect((await logIn("198.51.100.1", there.email, PASSWORD)).status).toBe(200);
    expect(await agentToken(agent)).toBeString();
  });

  test("successful ones do not count, many at once neither", async () => {
    const { own, logIn } = await serveLogIns(2);
    const { email } = await makeAccount(own);
    const answers = await Promise.all(Array.from({ length: 12 }, () => logIn("192.0.2.1", email, PASSWORD)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200));
    expect((await logIn("192.0.2.1", email, "wrong")).status).toBe(401);
    expect((await logIn("192.0.2.1", email, PASSWORD)).status).toBe(200);
  });

  test("many wrong ones at once get no further than one by one", async () => {
    const { own, logIn } = await serveLogIns(3);
    const { email } = await makeAccount(own);
    const answers = await Promise.all(Array.from({ length: 20 }, () => logIn("192.0.2.1", email, "wrong")));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(17);
  });

  test("what is no attempt does not count", async () => {
    const { own, logIn } = await serveLogIns(1);
    const { email } = await makeAccount(own);
    for (let time = 0; time < 5; time++) expect((await logIn("192.0.2.1", "nonsense", "")).status).toBe(400);
    expect((await logIn("192.0.2.1", email, PASSWORD)).status).toBe(200);
  });

  test("asking by registration who has an account counts as failing", async () => {
    const { own, app } = await serveLogIns(2);
    const { email } = await makeAccount(own);
    const statuses: number[] = [];
    for (let time = 0; time < 3; time++) {
      const body = JSON.stringify({ username: `someone_${time}`, email, password: PASSWORD });
      statuses.push((await app.request("/api/auth/register", { method: "POST", body }, { address: "192.0.2.1" })).status);
    }
    expect(statuses).toEqual([409, 409, 429]);
  });
});
