import { afterAll, describe, expect, test } from "bun:test";
import { createHmac } from "node:crypto";
import { agentToken, closeTestCores, makeAccount, makeAgent, readRows, testCore } from "../../testing";
import { authenticate, updateAgent } from "..";

afterAll(closeTestCores);

const SECRET = "a secret of this suite alone, long enough";
const core = await testCore({ tokenSecret: new TextEncoder().encode(SECRET) });
const account = await makeAccount(core);
const id = account.admin.actor.id;

const REFUSED = { reason: "TOKEN_INVALID", message: "Invalid or expired token" };
const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token made by hand, so that it can be made wrong in any one way. */
function forge(payload: object, { alg = "HS256", hash = "sha256", secret = SECRET } = {}): string {
  const body = `${base64url({ alg, typ: "JWT" })}.${base64url(payload)}`;
  return `${body}.${alg === "none" ? "" : createHmac(hash, secret).update(body).digest("base64url")}`;
}

const claims = (changes: object = {}) => ({ sub: String(id), role: "admin", ver: 1, exp: inAnHour(), ...changes });

test("a token made by hand with the right key is taken: what follows fails for its one fault", async () => {
  expect(await authenticate(core.deps, forge(claims()))).toEqual(account.admin.actor);
});

describe("a token is refused", () => {
  const [head = "", body = "", signature = ""] = forge(claims()).split(".");
  const faults: [string, string][] = [
    ["that is empty", ""],
    ["that is garbage", "garbage"],
    ["that is garbage in three parts", "a.b.c"],
    ["with a NUL and an emoji", "\0.😀.x"],
    ["that is very long", "x".repeat(100_000)],
    ["of algorithm none", forge(claims(), { alg: "none" })],
    ["of algorithm none with a signature", `${base64url({ alg: "none", typ: "JWT" })}.${body}.${signature}`],
    ["of another algorithm, signed with the right key", forge(claims(), { alg: "HS512", hash: "sha512" })],
    ["that says HS512 and is signed as HS256", forge(claims(), { alg: "HS512" })],
    ["that says HS256 and is signed otherwise", forge(claims(), { hash: "sha512" })],
    ["signed with another key", forge(claims(), { secret: "another key" })],
    ["signed with an empty key", forge(claims(), { secret: "" })],
    ["with a changed payload", `${head}.${base64url(claims({ sub: String(id + 1) }))}.${signature}`],
    ["with a changed signature", `${head}.${body}.${signature.split("").reverse().join("")}`],
    ["without its signature", `${head}.${body}.`],
    ["that expired", forge(claims({ exp: Math.floor(Date.now() / 1000) - 1 }))],
    ["without an expiry", forge(claims({ exp: undefined }))],
    ["with an expiry that is no time", forge(claims({ exp: "never" }))],
    ["of an earlier version", forge(claims({ ver: 0 }))],
    ["of a version to come", forge(claims({ ver: 2 }))],
    ["whose version is text", forge(claims({ ver: "1" }))],
    ["without a version", forge(claims({ ver: undefined }))],
    ["of an unknown role", forge(claims({ role: "root" }))],
    ["without a role", forge(claims({ role: undefined }))],
    ["of someone unknown", forge(claims({ sub: "2147483647" }))],
    ["of no one", forge(claims({ sub: undefined }))],
    ["whose subject is no number", forge(claims({ sub: `${id} OR 1=1` }))],
  ];
  test.each(faults)("%s", async (_fault, token) => {
    await expect(authenticate(core.deps, token)).rejects.toMatchObject(REFUSED);
  });
});

describe("a token in force", () => {
  test("ends when the account's token version is raised", async () => {
    const own = await makeAccount(core);
    await readRows(core, `UPDATE users SET token_version = token_version + 1 WHERE id = ${own.admin.actor.id}`);
    await expect(authenticate(core.deps, own.token)).rejects.toMatchObject(REFUSED);
  });

  test("ends when its account is deleted", async () => {
    const own = await makeAccount(core);
    const token = await agentToken(await makeAgent(own));
    await readRows(core, `DELETE FROM users WHERE id = ${own.admin.actor.id}`);
    await expect(authenticate(core.deps, own.token)).rejects.toMatchObject(REFUSED);
    await expect(authenticate(core.deps, token)).rejects.toMatchObject(REFUSED);
  });

  test("ends when its agent is disabled, and stays ended when the agent is enabled again", async () => {
    const agent = await makeAgent(account);
    const token = await agentToken(agent);
    await updateAgent(account.admin, { agentId: agent.profile.id, isActive: false });
    await expect(authenticate(core.deps, token)).rejects.toMatchObject(REFUSED);
    await updateAgent(account.admin, { agentId: agent.profile.id, isActive: true });
    await expect(authenticate(core.deps, token)).rejects.toMatchObject(REFUSED);
    expect(await authenticate(core.deps, await agentToken(agent))).toEqual(agent.ctx.actor);
  });

  test("of an agent without an account names no one", async () => {
    const agent = await makeAgent(account);
    const token = await agentToken(agent);
    await readRows(core, `UPDATE agents SET user_id = NULL WHERE id = ${agent.profile.id}`);
    await expect(authenticate(core.deps, token)).rejects.toMatchObject(REFUSED);
  });

  test("is not taken by a server with another key", async () => {
    const other = await testCore();
    await expect(authenticate(other.deps, account.token)).rejects.toMatchObject(REFUSED);
  });
});
