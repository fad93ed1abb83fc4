import { afterAll, expect, test } from "bun:test";
import { acceptChat, type Core, createContext, deleteAgent, goOnline, randomId, updateAgent } from "@chat/api/core";
import { closeTestCores, makeAccount, makeAgent, newSessionId, readRows, type TestAccount, type TestAgent, until } from "@chat/api/testing";
import { testProcesses } from "@chat/api/testing/processes";
import { startTestRedis } from "@chat/api/testing/redis";
import { connect, serveSockets } from "../testing";

const redis = await startTestRedis();
const sender = { publicUrl: "http://localhost:5000", send: async () => {} };
const [here, there] = (await testProcesses(redis, 2, { mail: sender })) as [Core, Core];
const servers = [here, there].map(serveSockets);
const [serverHere, serverThere] = servers as [(typeof servers)[0], (typeof servers)[0]];
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await closeTestCores();
  await redis.kill();
});

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
const staffing = (isStaffed: boolean) => ({ type: "staffing", isStaffed, timestamp: TIME });

/** A visitor who joined, at one of the two processes. */
async function visitorOf({ widget }: TestAccount, server = serverHere) {
  const sessionId = newSessionId();
  const join = { type: "join", siteKey: widget.siteKey, sessionId, visitorSecret: randomId(32) };
  const client = connect(`${server.origin}/ws/${sessionId}`);
  await client.send(join);
  const session = await client.next("session");
  return { client, join, session, sessionId };
}

async function waitingVisitor(account: TestAccount, server = serverHere) {
  const visitor = await visitorOf(account, server);
  await visitor.client.send({ type: "escalate", siteKey: account.widget.siteKey });
  await visitor.client.next("queue_update");
  return visitor;
}

const comeOnline = (agent: TestAgent, core = here) => goOnline(createContext(core.deps, agent.ctx.actor), core.leases);

test("who joins is told whether somebody is there, and that mail is set up", async () => {
  const account = await makeAccount(here);
  const agent = await makeAgent(account);
  expect((await visitorOf(account)).session).toMatchObject({ isStaffed: false, sendsMail: true });
  const leave = await comeOnline(agent);
  expect((await visitorOf(account)).session).toMatchObject({ isStaffed: true });
  leave();
  await here.deps.background.idle();
  expect((await visitorOf(account)).session).toMatchObject({ isStaffed: false });
});

test("an agent of another account is there for nobody here", async () => {
  const [account, other] = [await makeAccount(here), await makeAccount(here)];
  const leave = await comeOnline(await makeAgent(other));
  expect((await visitorOf(account)).session.isStaffed).toBe(false);
  leave();
});

test("who waits is told when the first agent comes and when the last one leaves, at every process, and nobody else is", async () => {
  const [account, other] = [await makeAccount(here), await makeAccount(here)];
  const waiting = [await waitingVisitor(account), await waitingVisitor(account, serverThere)];
  const strangers = [await visitorOf(account), await waitingVisitor(other)];
  const [first, second] = [await makeAgent(account), await makeAgent(account)];
  const leaves = [await comeOnline(first, there)];
  for (const { client } of waiting) expect(await client.next("staffing")).toEqual(staffing(true));
  leaves.push(await comeOnline(second));
  for (const leave of leaves) leave();
  for (const { client } of waiting) expect(await client.next("staffing")).toEqual(staffing(false));
  for (const { client } of [...waiting, ...strangers]) expect(await client.rest()).toEqual([]);
});

test("an agent who is back at once was never gone for those who wait", async () => {
  const account = await makeAccount(here);
  const agent = await makeAgent(account);
  const leave = await comeOnline(agent);
  const { client, session } = await waitingVisitor(account);
  expect(session.isStaffed).toBe(true);
  leave();
  const isGone = () => readRows(here, `SELECT id FROM agents WHERE id = ${agent.profile.id} AND NOT is_online`);
  await until(async () => (await isGone()).length === 1);
  const leaveAgain = await comeOnline(agent);
  await here.deps.background.idle();
  expect(await client.rest()).toEqual([]);
  leaveAgain();
  expect(await client.next("staffing")).toEqual(staffing(false));
});

test("who begins to wait is told what changed before", async () => {
  const account = await makeAccount(here);
  const agent = await makeAgent(account);
  const { client, session } = await visitorOf(account);
  expect(session.isStaffed).toBe(false);
  const leave = await comeOnline(agent);
  await here.deps.background.idle();
  await client.send({ type: "escalate", siteKey: account.widget.siteKey });
  expect(await client.next("staffing")).toEqual(staffing(true));
  leave();
});

test("a client that knows only the document is told nothing of it", async () => {
  const account = await makeAccount(here);
  const sessionId = newSessionId();
  const client = connect(`${serverHere.origin}/ws/${sessionId}`);
  await client.send({ type: "message", sessionId, siteKey: account.widget.siteKey, message: "Hello" });
  await client.send({ type: "escalate", siteKey: account.widget.siteKey });
  await client.next("queue_update");
  const joined = await waitingVisitor(account);
  const leave = await comeOnline(await makeAgent(account));
  await joined.client.next("staffing");
  expect((await client.rest()).filter(({ type }) => type === "staffing")).toEqual([]);
  leave();
});

test("a disabled agent is not there, though its connection is still open, and neither is a deleted one", async () => {
  const account = await makeAccount(here);
  for (const takeAway of [
    (agentId: number) => updateAgent(account.admin, { agentId, isActive: false }),
    (agentId: number) => deleteAgent(account.admin, { agentId }),
  ]) {
    const agent = await makeAgent(account);
    const leave = await comeOnline(agent);
    const { client, session } = await waitingVisitor(account);
    expect(session.isStaffed).toBe(true);
    await takeAway(agent.profile.id);
    expect(await client.next("staffing")).toEqual(staffing(false));
    leave();
    await here.deps.background.idle();
  }
});

test("an agent whose process died is gone when its lease has run out", async () => {
  const account = await makeAccount(here);
  const { id } = (await makeAgent(account)).profile;
  await readRows(here, `INSERT INTO agent_leases VALUES ('dead_${id}', ${id}, UTC_TIMESTAMP(3) + INTERVAL 1 SECOND)`);
  await readRows(here, `UPDATE agents SET is_online = TRUE WHERE id = ${id}`);
  const { client, session } = await waitingVisitor(account, serverThere);
  expect(session.isStaffed).toBe(true);
  expect(await client.next("staffing")).toEqual(staffing(false));
});

test("who is with an agent is not told that nobody is there", async () => {
  const account = await makeAccount(here);
  const agent = await makeAgent(account);
  const leave = await comeOnline(agent);
  const taken = await waitingVisitor(account);
  const waiting = await waitingVisitor(account);
  await acceptChat(agent.ctx, taken);
  await taken.client.next("agent_joined");
  leave();
  await waiting.client.next("staffing");
  expect((await taken.client.rest()).filter(({ type }) => type === "staffing")).toEqual([]);
});

test("what was missed is told when it is read again, once", async () => {
  const account = await makeAccount(here);
  const agent = await makeAgent(account);
  const { client } = await waitingVisitor(account);
  // As another process would, whose news never came.
  await readRows(
    here,
    `INSERT INTO agent_leases VALUES ('far_${agent.profile.id}', ${agent.profile.id}, UTC_TIMESTAMP(3) + INTERVAL 60 SECOND)`,
  );
  await readRows(here, `UPDATE agents SET is_online = TRUE WHERE id = ${agent.profile.id}`);
  here.deps.bus.tellMissed();
  expect(await client.next("staffing")).toEqual(staffing(true));
  here.deps.bus.tellMissed();
  expect(await client.rest()).toEqual([]);
});
