import { afterAll, expect, test } from "bun:test";
import {
  type ChatKey,
  closeTestCores,
  makeAccount,
  makeAgent,
  queueChat,
  readRows,
  startChat,
  type TestAccount,
  testCore,
  until,
} from "../../testing";
import { acceptChat, createContext, endChat, escalate, listQueue, returnToAi, showQueuePlace } from "..";
import type { Ctx } from "../context";
import { otherProcess } from "./testing";

afterAll(closeTestCores);

const core = await testCore();
/** On the same database, and told of nothing. */
const other = otherProcess(core).deps;
const elsewhere = <A extends Ctx["actor"]>(ctx: Ctx<A>): Ctx<A> => createContext(other, ctx.actor);

const inOrder = async (siteKey: string) =>
  (
    await readRows<{ id: string }>(
      core,
      `SELECT session_id id FROM sessions WHERE site_key = '${siteKey}' AND status = 'waiting' ORDER BY escalated_at, sessions.id`,
    )
  ).map(({ id }) => id);

async function expectTruth(account: TestAccount, keys: ChatKey[], ctxs: Ctx[]) {
  const truth = await inOrder(account.widget.siteKey);
  for (const ctx of ctxs) {
    const places = await Promise.all(keys.map((key) => showQueuePlace(ctx, key)));
    expect(places.map(({ position }) => position)).toEqual(keys.map(({ sessionId }) => truth.indexOf(sessionId) + 1));
  }
}

test("two processes that hear nothing of each other know every place after each change", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const visitors = [account.visitor, elsewhere(account.visitor)] as const;
  const agents = [agent.ctx, elsewhere(agent.ctx)] as const;
  const keys: ChatKey[] = [];
  for (let index = 0; index < 6; index++) {
    const key = await startChat(account);
    await escalate(visitors[index % 2] as Ctx, key);
    keys.push(key);
    await expectTruth(account, keys, [...visitors]);
  }
  const [first, second] = keys as [ChatKey, ChatKey];
  await acceptChat(agents[1], second);
  await expectTruth(account, keys, [...visitors]);
  await endChat(visitors[1], first);
  await expectTruth(account, keys, [...visitors]);
  await returnToAi(agents[0], second);
  await escalate(visitors[0], second);
  await expectTruth(account, keys, [...visitors]);
  expect((await listQueue(agents[1], {})).map(({ sessionId }) => sessionId)).toEqual(await inOrder(account.widget.siteKey));
});

test("escalations, accepts and ends in two processes at once leave both with the truth, and each chat with one owner", async () => {
  const account = await makeAccount(core);
  const [one, two] = [await makeAgent(account), await makeAgent(account)];
  const [here, there] = [account.visitor, elsewhere(account.visitor)];
  const keys = await Promise.all(Array.from({ length: 24 }, () => startChat(account)));
  await Promise.all(keys.slice(0, 16).map((key, index) => escalate(index % 2 ? here : there, key)));
  const asked: Promise<unknown>[] = [];
  const accepts: Promise<unknown>[] = [];
  for (const [index, key] of keys.entries()) {
    if (index >= 16) asked.push(escalate(index % 2 ? here : there, key));
    else if (index % 4 === 0) accepts.push(acceptChat(one.ctx, key), acceptChat(elsewhere(two.ctx), key));
    else if (index % 4 === 1) asked.push(endChat(index % 3 ? here : there, key));
    asked.push(showQueuePlace(index % 2 ? there : here, key));
  }
  const [outcomes] = await Promise.all([Promise.allSettled(accepts), Promise.all(asked)]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
  await expectTruth(account, keys, [here, there]);
  const versions = await readRows<{ version: number }>(
    core,
    `SELECT version FROM queue_versions WHERE site_key = '${account.widget.siteKey}'`,
  );
  expect(versions).toEqual([{ version: 24 + 4 + 4 }]);
});

/** As an operator would, at the front. */
const queueBySql = (key: ChatKey) =>
  readRows(
    core,
    `UPDATE sessions SET status = 'waiting', ai_mode = 0, escalated_at = UTC_TIMESTAMP() - INTERVAL 60 SECOND WHERE session_id = '${key.sessionId}'`,
  );

test("who was put into the queue past the verbs has a place at once", async () => {
  const account = await makeAccount(core);
  const [waiting, written] = [await queueChat(account), await startChat(account)];
  expect((await showQueuePlace(account.visitor, waiting)).position).toBe(1);
  await queueBySql(written);
  expect((await showQueuePlace(account.visitor, written)).position).toBe(1);
  expect((await showQueuePlace(account.visitor, waiting)).position).toBe(2);
});

test("and moves the others within seconds, though it never asks", async () => {
  const account = await makeAccount(core);
  const [waiting, written] = [await queueChat(account), await startChat(account)];
  expect((await showQueuePlace(account.visitor, waiting)).position).toBe(1);
  await queueBySql(written);
  await until(async () => (await showQueuePlace(account.visitor, waiting)).position === 2);
});

test("what is asked again moves nothing and raises no version", async () => {
  const account = await makeAccount(core);
  const key = await queueChat(account);
  const agent = await makeAgent(account);
  const versionNow = () => readRows(core, `SELECT version FROM queue_versions WHERE site_key = '${key.siteKey}'`);
  const before = await versionNow();
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => escalate(account.visitor, key)));
  expect(new Set(results.map((result) => JSON.stringify(result)))).toHaveLength(1);
  expect(await versionNow()).toEqual(before);
  await Promise.all(Array.from({ length: 8 }, () => acceptChat(agent.ctx, key)));
  expect(await versionNow()).toEqual([{ version: 2 }]);
  expect(await readRows(core, `SELECT agent_id FROM assignments WHERE session_id = '${key.sessionId}'`)).toHaveLength(1);
});
