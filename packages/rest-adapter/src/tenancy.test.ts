import { afterAll, describe, expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import { escalate, joinSession } from "@chat/api/core";
import { agentToken, closeTestCores, holdChat, makeAccount, makeAgent, queueChat, readRows, startChat, testCore } from "@chat/api/testing";
import { createRestApp } from "./rest-app";
import { SETTINGS } from "./testing";

const SECRET = "a secret of this suite alone, long enough";
const core = await testCore({ tokenSecret: new TextEncoder().encode(SECRET) });
const app = createRestApp({ core, settings: SETTINGS });
afterAll(closeTestCores);

/** Stands in everything of the account that nobody else may see. */
const MARK = "Quillfeather";

const account = await makeAccount(core);
const agent = await makeAgent(account, MARK);
const { siteKey } = account.widget;
await readRows(core, `UPDATE widget_configs SET business_name = '${MARK}' WHERE site_key = '${siteKey}'`);
const [started, queued, held] = [await startChat(account), await queueChat(account), await holdChat(account, agent)];
for (const key of [started, queued, held]) await joinSession(account.visitor, { ...key, visitorName: MARK });
const fresh = async () => {
  const key = await startChat(account);
  await escalate(account.visitor, key);
  return key.sessionId;
};

type Audience = "anyone" | "admin" | "agent" | "both";
interface Row {
  audience: Audience;
  /** With the account's own ids; the route's path when absent. */
  path?: string;
  body?: object;
  /** What those of another account get. 200: their own, of which the body is looked through. */
  foreign?: number;
}
const NAMES = { username: "tenancy_admin", email: "tenancy@example.com", password: "long enough" };
const ofWidget = `/api/widgets/${siteKey}`;
const ofAgent = `/api/agents/${agent.profile.id}`;

/** Whom each route is for. One without a place here fails the first test. Deletions last: the owner's turn comes in this order. */
const ROUTES: Record<string, Row> = {
  "GET /api/openapi.json": { audience: "anyone" },
  "GET /api/docs": { audience: "anyone" },
  "GET /api/docs/": { audience: "anyone" },
  "GET /api/docs/:file": { audience: "anyone", path: "/api/docs/docs.js" },
  "GET /api/health": { audience: "anyone" },
  "POST /api/auth/register": { audience: "anyone", body: NAMES },
  "POST /api/auth/login": { audience: "anyone", body: { email: NAMES.email, password: "wrong horse" } },
  "POST /api/auth/agent-login": { audience: "anyone", body: { email: agent.profile.email, password: "wrong horse" } },
  "GET /api/widgets/:siteKey/config": { audience: "anyone", path: "/api/widgets/widget-none/config" },
  "POST /api/widgets/escalate/:siteKey/:sessionId": { audience: "anyone", path: `/api/widgets/escalate/widget-none/${started.sessionId}` },
  "GET /api/widgets/queue-position/:siteKey/:sessionId": {
    audience: "anyone",
    path: `/api/widgets/queue-position/widget-none/${queued.sessionId}`,
  },
  "POST /api/widgets/upload": { audience: "anyone", body: {} },
  "GET /api/files/:key": { audience: "anyone", path: "/api/files/none" },
  "GET /api/auth/me": { audience: "admin", foreign: 200 },
  "GET /api/widgets/sessions/:sessionId/messages": {
    audience: "both",
    path: `/api/widgets/sessions/${held.sessionId}/messages`,
    foreign: 404,
  },
  "GET /api/widgets": { audience: "admin", foreign: 200 },
  "POST /api/widgets": { audience: "admin", body: { business_name: "Theirs" }, foreign: 201 },
  "GET /api/widgets/stats/overview": { audience: "admin", foreign: 200 },
  "GET /api/widgets/:siteKey": { audience: "admin", path: ofWidget, foreign: 403 },
  "GET /api/widgets/:siteKey/queue-stats": { audience: "admin", path: `${ofWidget}/queue-stats`, foreign: 403 },
  "PUT /api/widgets/:siteKey": { audience: "admin", path: ofWidget, body: { widget_title: "Mine now" }, foreign: 403 },
  "GET /api/agents/stats": { audience: "agent", foreign: 200 },
  "GET /api/agents/waiting-sessions": { audience: "agent", foreign: 200 },
  "GET /api/agents/active-chats": { audience: "agent", foreign: 200 },
  "GET /api/agents": { audience: "admin", foreign: 200 },
  "POST /api/agents": {
    audience: "admin",
    body: { username: "tenancy_agent", email: "tenancy-agent@example.com", password: "long enough", full_name: "Theirs" },
    foreign: 201,
  },
  "PATCH /api/agents/:agentId": { audience: "admin", path: ofAgent, body: { full_name: `${MARK} II` }, foreign: 404 },
  "DELETE /api/agents/:agentId": { audience: "admin", path: ofAgent, foreign: 404 },
  "DELETE /api/widgets/:siteKey": { audience: "admin", path: ofWidget, foreign: 403 },
};
const guarded = Object.entries(ROUTES).filter(([, row]) => row.audience !== "anyone");

function forge(id: number, role: "admin" | "agent", exp: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const body = `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: String(id), role, ver: 1, exp })}`;
  return `${body}.${createHmac("sha256", SECRET).update(body).digest("base64url")}`;
}
const LONG_AGO = 1_700_000_000;

const stranger = await makeAccount(core);
const tokens = {
  admin: { own: account.token, foreign: stranger.token, expired: forge(account.admin.actor.id, "admin", LONG_AGO) },
  agent: {
    own: await agentToken(agent),
    foreign: await agentToken(await makeAgent(stranger)),
    expired: forge(agent.profile.id, "agent", LONG_AGO),
  },
};

async function call(route: string, token: string | null, changes: { body?: object } = {}): Promise<{ status: number; text: string }> {
  const [method = "", pattern = ""] = route.split(" ");
  const { path, body } = { ...ROUTES[route], ...changes };
  const response = await app.request(`http://localhost:5000${path ?? pattern}`, {
    method,
    headers: { "Content-Type": "application/json", ...(token !== null && { Authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** Everything that the account has in the tables. */
async function possessions(): Promise<string> {
  const { accountId } = account.admin.actor;
  const ofSite = `SELECT site_key FROM widget_configs WHERE user_id = ${accountId}`;
  const statements = [
    `SELECT id, username, email, password, token_version FROM users WHERE id = ${accountId}`,
    `SELECT * FROM widget_configs WHERE user_id = ${accountId} ORDER BY id`,
    `SELECT id, email, password_hash, full_name, is_active, token_version FROM agents WHERE user_id = ${accountId} ORDER BY id`,
    `SELECT * FROM sessions WHERE site_key IN (${ofSite}) ORDER BY id`,
    `SELECT * FROM messages WHERE session_id IN (SELECT session_id FROM sessions WHERE site_key IN (${ofSite})) ORDER BY id`,
  ];
  return JSON.stringify(await Promise.all(statements.map((statement) => readRows(core, statement))));
}

async function expectUntouched(calls: () => Promise<void>): Promise<void> {
  const before = await possessions();
  await calls();
  expect(await possessions()).toBe(before);
}

test("every route that is served has a place in the list, and every place a route", () => {
  const served = app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`);
  expect(served.sort()).toEqual(Object.keys(ROUTES).sort());
});

describe.each([
  ["without a token", () => null, "Access token required"],
  ["with garbage for a token", () => "garbage", "Invalid or expired token"],
  ["with an expired admin's token", () => tokens.admin.expired, "Invalid or expired token"],
  ["with an expired agent's token", () => tokens.agent.expired, "Invalid or expired token"],
])("%s", (_how, token, message) => {
  test.each(guarded)("%s is refused", async (route) => {
    await expectUntouched(async () => {
      const { status, text } = await call(route, token());
      expect({ status, answer: JSON.parse(text) }).toEqual({ status: 401, answer: { success: false, message } });
    });
  });
});

describe("with the other role's token", () => {
  const roles = guarded.filter(([, row]) => row.audience !== "both");
  test.each(roles)("%s is refused, of this account and of another", async (route, { audience }) => {
    const other = audience === "admin" ? tokens.agent : tokens.admin;
    await expectUntouched(async () => {
      for (const token of [other.own, other.foreign]) {
        const { status, text } = await call(route, token);
        expect(status).toBe(403);
        expect(text).not.toContain(MARK);
      }
    });
  });
});

describe("with a token of another account", () => {
  const roles = guarded.flatMap(([route, row]) =>
    (["admin", "agent"] as const)
      .filter((role) => row.audience === role || row.audience === "both")
      .map((role) => [route, role, row] as const),
  );
  test.each(roles)("%s shows its %s nothing that is not its own", async (route, role, { foreign }) => {
    await expectUntouched(async () => {
      const { status, text } = await call(route, tokens[role].foreign);
      expect(status).toBe(foreign as number);
      for (const ours of [MARK, siteKey, agent.profile.email, account.email, started.sessionId, queued.sessionId, held.sessionId]) {
        if (status < 300) expect(text).not.toContain(ours);
      }
      expect(text).not.toContain(MARK);
    });
  });
});

describe("what is open to anyone", () => {
  const open = Object.entries(ROUTES).filter(([, row]) => row.audience === "anyone");
  test.each(open)("%s shows and changes nothing of an account, whoever asks", async (route) => {
    await expectUntouched(async () => {
      for (const token of [null, "garbage", tokens.admin.expired, tokens.admin.foreign, tokens.agent.foreign]) {
        expect((await call(route, token)).text).not.toContain(MARK);
      }
    });
  });

  test("a chat is named by its own widget alone", async () => {
    const sessionId = await fresh();
    for (const path of ["escalate", "queue-position"]) {
      const method = path === "escalate" ? "POST" : "GET";
      const response = await app.request(`http://localhost:5000/api/widgets/${path}/${stranger.widget.siteKey}/${sessionId}`, { method });
      expect([response.status, await response.json()]).toEqual([404, { success: false, message: "Session not found" }]);
    }
  });
});

describe("with its own token", () => {
  const BODIES: Record<string, object> = {
    "POST /api/agents": { username: "tenancy_second", email: "tenancy-second@example.com", password: "long enough", full_name: "Ours" },
  };
  test.each(guarded)("%s is answered", async (route, { audience }) => {
    for (const role of ["admin", "agent"] as const) {
      if (audience !== role && audience !== "both") continue;
      const { status } = await call(route, tokens[role].own, route in BODIES ? { body: BODIES[route] } : {});
      expect([200, 201]).toContain(status);
    }
  });
});
