import { afterAll, describe, expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import { updateAgent } from "@chat/api/core";
import { agentToken, closeTestCores, makeAccount, makeAgent, readRows, testCore } from "@chat/api/testing";
import { createCall } from "../testing";

const SECRET = "a secret of this suite alone, long enough";
const core = await testCore({ tokenSecret: new TextEncoder().encode(SECRET) });
const call = createCall(core);
const account = await makeAccount(core);
const agent = await makeAgent(account);
afterAll(closeTestCores);

const REFUSED = { success: false, message: "Invalid or expired token" };
const ROUTES = ["GET /auth/me", "GET /widgets", `PUT /widgets/${account.widget.siteKey}`, "POST /agents", "GET /agents/stats"];

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;
const claims = (changes: object = {}) => ({ sub: String(account.admin.actor.id), role: "admin", ver: 1, exp: inAnHour(), ...changes });

/** A token made by hand, so that it can be made wrong in any one way. */
function forge(payload: object, { alg = "HS256", hash = "sha256", secret = SECRET } = {}): string {
  const body = `${base64url({ alg, typ: "JWT" })}.${base64url(payload)}`;
  return `${body}.${alg === "none" ? "" : createHmac(hash, secret).update(body).digest("base64url")}`;
}

test("a token made by hand with the right key is taken: what follows is refused for its one fault", async () => {
  expect((await call("GET /auth/me", { token: forge(claims()) })).status).toBe(200);
});

describe("401 in the envelope, on every route, for a token", () => {
  const [head = "", , signature = ""] = forge(claims()).split(".");
  test.each([
    ["that is garbage", "garbage"],
    ["of algorithm none", forge(claims(), { alg: "none" })],
    ["of another algorithm, signed with the right key", forge(claims(), { alg: "HS512", hash: "sha512" })],
    ["of an asymmetric algorithm, signed with the right key", forge(claims(), { alg: "RS256" })],
    ["with a changed payload", `${head}.${base64url(claims({ sub: "1" }))}.${signature}`],
    ["signed with another key", forge(claims(), { secret: "another key" })],
    ["that expired", forge(claims({ exp: Math.floor(Date.now() / 1000) - 1 }))],
    ["without an expiry", forge(claims({ exp: undefined }))],
    ["of a role there is not", forge(claims({ role: "root" }))],
    ["of an earlier version", forge(claims({ ver: 0 }))],
  ])("%s", async (_fault, token) => {
    for (const route of ROUTES) expect(await call(route, { token })).toMatchObject({ status: 401, body: REFUSED });
  });

  test("that was revoked", async () => {
    const own = await makeAccount(core);
    const gone = await makeAgent(own);
    const token = await agentToken(gone);
    await updateAgent(own.admin, { agentId: gone.profile.id, isActive: false });
    expect(await call("GET /agents/stats", { token })).toMatchObject({ status: 401, body: REFUSED });
    await readRows(core, `UPDATE users SET token_version = token_version + 1 WHERE id = ${own.admin.actor.id}`);
    expect(await call("GET /auth/me", { token: own.token })).toMatchObject({ status: 401, body: REFUSED });
  });
});

test("none at all, or one that is sent in another way, is asked for", async () => {
  const ways: Record<string, string>[] = [
    {},
    { Authorization: account.token },
    { Authorization: `Basic ${account.token}` },
    { Authorization: "Bearer" },
    { Authorization: "Bearer " },
    { Cookie: `token=${account.token}` },
  ];
  for (const headers of ways) {
    for (const route of ROUTES) {
      expect(await call(route, { headers })).toMatchObject({ status: 401, body: { success: false, message: "Access token required" } });
    }
  }
  expect((await call(`GET /auth/me?token=${account.token}`)).status).toBe(401);
});

test("another role is 403 in the envelope", async () => {
  const token = await agentToken(agent);
  for (const route of ROUTES.slice(0, 4)) {
    expect(await call(route, { token })).toMatchObject({ status: 403, body: { success: false, message: "This needs an admin's token" } });
  }
  expect(await call("GET /agents/stats", { token: account.token })).toMatchObject({
    status: 403,
    body: { success: false, message: "This needs an agent's token" },
  });
});
