import { afterAll, describe, expect, test } from "bun:test";
import { type ChatKey, closeTestCores, holdChat, makeAccount, makeAgent, readRows, startChat, testCore } from "../../testing";
import { closeChat, createWidget, rateChat, sendAgentMessage, sendVisitorMessage, showAgentStats, showOverview, updateWidget } from "..";

afterAll(closeTestCores);

const core = await testCore();

interface MessageRow {
  id: number;
  session_id: string;
  sender_type: "visitor" | "agent" | "ai";
  sender_id: number | null;
  at: number;
}

/** Spreads a chat's messages over time, `gaps` seconds apart, since in a test all are said in one second. */
async function spread(key: ChatKey, gaps: number[]) {
  const rows = await readRows<{ id: number }>(core, `SELECT id FROM messages WHERE session_id = '${key.sessionId}' ORDER BY id`);
  let at = 0;
  for (const [index, { id }] of rows.entries()) {
    at += gaps[index] ?? 0;
    await readRows(core, `UPDATE messages SET created_at = FROM_UNIXTIME(1800000000 + ${at}) WHERE id = ${id}`);
  }
}

/** Mean seconds from each visitor's message to the next message of anyone else, worked out from the rows one by one. */
function meanReply(rows: MessageRow[], counts: (reply: MessageRow) => boolean): number {
  const waits = rows.flatMap((asked, index) => {
    if (asked.sender_type !== "visitor") return [];
    const reply = rows.slice(index + 1).find((row) => row.session_id === asked.session_id && row.sender_type !== "visitor");
    return reply && counts(reply) ? [reply.at - asked.at] : [];
  });
  return waits.length === 0 ? 0 : waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
}

const messagesOf = (accountId: number) =>
  readRows<MessageRow>(
    core,
    `SELECT m.id, m.session_id, m.sender_type, m.sender_id, UNIX_TIMESTAMP(m.created_at) at
     FROM messages m JOIN sessions s ON s.session_id = m.session_id JOIN widget_configs w ON w.site_key = s.site_key
     WHERE w.user_id = ${accountId} ORDER BY m.id`,
  );

async function busyAccount() {
  const account = await makeAccount(core);
  const [agent, colleague] = [await makeAgent(account), await makeAgent(account)];
  const paused = await createWidget(account.admin, { businessName: "Paused" });
  const [quick, slow, mute] = [
    await holdChat(account, agent),
    await holdChat(account, colleague),
    await startChat(account, paused.siteKey),
  ];
  await updateWidget(account.admin, { siteKey: paused.siteKey, isActive: false });
  for (const text of ["One", "Two"]) await sendVisitorMessage(account.visitor, { ...quick, text });
  await sendAgentMessage(agent.ctx, { sessionId: quick.sessionId, text: "Answer" });
  await sendVisitorMessage(account.visitor, { ...quick, text: "Unanswered" });
  await sendVisitorMessage(account.visitor, { ...slow, text: "Anyone?" });
  await sendAgentMessage(colleague.ctx, { sessionId: slow.sessionId, text: "Sorry for the wait" });
  await spread(quick, [0, 1, 10, 20, 33, 5]);
  await spread(slow, [0, 3, 60, 601]);
  await spread(mute, [0, 2]);
  await rateChat(account.visitor, { ...quick, score: 4 });
  await rateChat(account.visitor, { ...slow, score: 3 });
  await rateChat(account.visitor, { ...mute, score: 5 });
  await closeChat(agent.ctx, { sessionId: quick.sessionId });
  return { account, agent, colleague };
}

describe("the account in numbers", () => {
  test("is 0 where there is nothing to measure", async () => {
    expect(await showOverview((await makeAccount(core)).admin, {})).toEqual({
      totalWidgets: 1,
      activeWidgets: 1,
      inactiveWidgets: 0,
      totalChats: 0,
      totalMessages: 0,
      averageResponseSeconds: null,
      customerSatisfaction: 0,
    });
  });

  test("is what its rows say, each number, and nothing of another account", async () => {
    const [{ account }] = [await busyAccount(), await busyAccount()];
    const rows = await messagesOf(account.admin.actor.accountId);
    const overview = await showOverview(account.admin, {});
    expect(overview).toEqual({
      totalWidgets: 2,
      activeWidgets: 1,
      inactiveWidgets: 1,
      totalChats: new Set(rows.map((row) => row.session_id)).size,
      totalMessages: rows.length,
      averageResponseSeconds: expect.closeTo(
        meanReply(rows, () => true),
        3,
      ),
      customerSatisfaction: 4,
    });
    // By hand: 1, 53, 33, 3, 601 and 2 seconds.
    expect(overview.averageResponseSeconds).toBeCloseTo(693 / 6, 3);
  });

  test("of each account is its own, when several are asked for at once", async () => {
    const [{ account }, quiet, rated] = [await busyAccount(), await makeAccount(core), await makeAccount(core)];
    await rateChat(rated.visitor, { ...(await startChat(rated)), score: 2 });
    const alone = [];
    for (const { admin } of [account, quiet, rated]) alone.push(await showOverview(admin, {}));
    expect(await Promise.all([account, quiet, rated].map(({ admin }) => showOverview(admin, {})))).toEqual(alone);
    expect(alone.map(({ totalChats, customerSatisfaction }) => [totalChats, customerSatisfaction])).toEqual([
      [3, 4],
      [0, 0],
      [1, 2],
    ]);
  });

  test("the mean rating has one decimal", async () => {
    const account = await makeAccount(core);
    for (const score of [5, 4, 4]) await rateChat(account.visitor, { ...(await startChat(account)), score });
    expect((await showOverview(account.admin, {})).customerSatisfaction).toBe(4.3);
  });
});

describe("an agent's work in numbers", () => {
  test("is 0 where there is nothing to measure", async () => {
    const agent = await makeAgent(await makeAccount(core));
    expect(await showAgentStats(agent.ctx, {})).toEqual({
      chatsHandled: 0,
      activeChats: 0,
      averageResponseSeconds: null,
      customerSatisfaction: 0,
    });
  });

  test("is what its own rows say, and nothing of a colleague's", async () => {
    const { account, agent, colleague } = await busyAccount();
    const rows = await messagesOf(account.admin.actor.accountId);
    const by = (id: number) => (reply: MessageRow) => reply.sender_type === "agent" && reply.sender_id === id;
    expect(await showAgentStats(agent.ctx, {})).toEqual({
      chatsHandled: 1,
      activeChats: 0,
      averageResponseSeconds: expect.closeTo(meanReply(rows, by(agent.profile.id)), 3),
      customerSatisfaction: 4,
    });
    expect(await showAgentStats(colleague.ctx, {})).toEqual({
      chatsHandled: 1,
      activeChats: 1,
      averageResponseSeconds: 601,
      customerSatisfaction: 3,
    });
  });
});
