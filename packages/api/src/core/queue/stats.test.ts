import { afterAll, expect, test } from "bun:test";
import {
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  queueChat,
  readRows,
  type TestAccount,
  type TestAgent,
  testCore,
  until,
} from "../../testing";
import { createWidget, escalate, goOnline, showAccountQueueStats, showQueuePlace, showQueueStats, updateAgent } from "..";

afterAll(closeTestCores);

const core = await testCore();
const statsOf = (account: TestAccount) => showQueueStats(account.admin, { siteKey: account.widget.siteKey });

/** An accept of this many seconds' waiting, so long ago. */
async function measured(account: TestAccount, agent: TestAgent, waitedSeconds: number, secondsAgo: number) {
  const { sessionId } = await holdChat(account, agent);
  const accepted = `UTC_TIMESTAMP() - INTERVAL ${secondsAgo} SECOND`;
  await readRows(
    core,
    `UPDATE assignments SET accepted_at = ${accepted}, escalated_at = ${accepted} - INTERVAL ${waitedSeconds} SECOND WHERE session_id = '${sessionId}'`,
  );
}

test("an idle widget measures nothing", async () => {
  expect(await statsOf(await makeAccount(core))).toEqual({ waitingSessions: 0, availableAgents: 0, averageWaitSeconds: 0 });
});

test("waiting chats of this widget, agents online of this account, and the waits of the last day are counted", async () => {
  const [account, other] = [await makeAccount(core), await makeAccount(core)];
  const [agent, away, stranger] = [await makeAgent(account), await makeAgent(account), await makeAgent(other)];
  const second = await createWidget(account.admin, { businessName: "Second" });
  for (const siteKey of [account.widget.siteKey, account.widget.siteKey, second.siteKey]) await queueChat(account, siteKey);
  const releases = await Promise.all([
    goOnline(agent.ctx, core.leases),
    goOnline(agent.ctx, core.leases),
    goOnline(stranger.ctx, core.leases),
  ]);
  await measured(account, agent, 30, 10);
  await measured(account, away, 91, 86_000);
  await measured(account, away, 5000, 87_000);
  expect(await statsOf(account)).toEqual({ waitingSessions: 2, availableAgents: 1, averageWaitSeconds: 60.5 });
  expect(await showAccountQueueStats(agent.ctx, {})).toEqual({ waitingSessions: 3, availableAgents: 1, averageWaitSeconds: 60.5 });
  expect((await showAccountQueueStats(stranger.ctx, {})).waitingSessions).toBe(0);
  for (const release of releases) release();
  await until(async () => (await statsOf(account)).availableAgents === 0);
});

test("a disabled agent is not available, connected or not", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const release = await goOnline(agent.ctx, core.leases);
  expect((await statsOf(account)).availableAgents).toBe(1);
  await updateAgent(account.admin, { agentId: agent.profile.id, isActive: false });
  expect((await statsOf(account)).availableAgents).toBe(0);
  release();
});

test("an accept that lies before its escalation, since a clock was set back, was no wait", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  await measured(account, agent, 30, 10);
  await measured(account, agent, -3600, 10);
  expect((await statsOf(account)).averageWaitSeconds).toBe(15);
  await measured(account, agent, -3600, 10);
  expect((await statsOf(account)).averageWaitSeconds).toBe(10);
});

test("from five accepts on the wait is estimated from what was measured", async () => {
  const account = await makeAccount(core);
  const agent = await makeAgent(account);
  const key = await queueChat(account);
  for (let accepts = 0; accepts < 4; accepts++) await measured(account, agent, 200, 10);
  expect(await showQueuePlace(account.visitor, key)).toEqual({ position: 1, estimatedWait: 2 });
  await measured(account, agent, 200, 10);
  expect(await showQueuePlace(account.visitor, key)).toEqual({ position: 1, estimatedWait: 4 });
  expect(await escalate(account.visitor, key)).toEqual({ position: 1, estimatedWait: 4 });
});

test("another account's widget tells nothing", async () => {
  const [account, other] = [await makeAccount(core), await makeAccount(core)];
  await expect(showQueueStats(other.admin, { siteKey: account.widget.siteKey })).rejects.toMatchObject({ reason: "WIDGET_FOREIGN" });
  await expect(showQueueStats(other.admin, { siteKey: "widget-none" })).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
});
