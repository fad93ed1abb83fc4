import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, queueChat, readRows, recordEvents, startChat, testCore } from "../../testing";
import { accountTopic, agentTopic, deleteWidget, endChat, joinSession, listChats, listQueue, rateChat, sessionTopic, showWidget } from "..";

afterAll(closeTestCores);

const core = await testCore();

const countOf = async (table: string, siteKey: string) => {
  const rows = await readRows<{ n: number }>(
    core,
    `SELECT COUNT(*) n FROM ${table} WHERE session_id IN (SELECT session_id FROM sessions WHERE site_key = '${siteKey}')`,
  );
  return rows[0]?.n;
};

describe("deleting a widget", () => {
  test("takes its chats and all that hangs on them along, and counts them", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const { siteKey } = account.widget;
    const held = await holdChat(account, agent);
    await queueChat(account);
    await rateChat(account.visitor, { ...held, score: 5 });
    const sessions = await readRows<{ id: string }>(core, `SELECT session_id id FROM sessions WHERE site_key = '${siteKey}'`);
    const ids = sessions.map(({ id }) => `'${id}'`).join(",");

    expect(await deleteWidget(account.admin, { siteKey })).toEqual({ deletedSessions: 2 });

    for (const table of ["sessions", "messages", "assignments", "ratings"]) {
      expect(await readRows(core, `SELECT 1 FROM ${table} WHERE session_id IN (${ids})`)).toEqual([]);
    }
    await expect(showWidget(account.admin, { siteKey })).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
    expect(await listQueue(agent.ctx, {})).toEqual([]);
    expect(await listChats(agent.ctx, {})).toEqual([]);
  });

  test("tells the open chats, their agent and the account, and no closed chat", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const [open, held, closed] = [await startChat(account), await holdChat(account, agent), await startChat(account)];
    await endChat(account.visitor, closed);
    const heard = [open, held, closed].map((key) => recordEvents(core, sessionTopic(key.sessionId)));
    const heardByAgent = recordEvents(core, agentTopic(agent.profile.id));
    const heardByAccount = recordEvents(core, accountTopic(account.admin.actor.accountId));

    await deleteWidget(account.admin, { siteKey: account.widget.siteKey });

    const ended = { type: "session.closed", sessionId: held.sessionId, agentId: agent.profile.id, epoch: Number.MAX_SAFE_INTEGER } as const;
    expect(heard).toEqual([[{ ...ended, sessionId: open.sessionId, agentId: null }], [ended], []]);
    expect(heardByAgent).toEqual([ended]);
    await core.deps.background.idle();
    expect(heardByAccount).toEqual([{ type: "queue.changed", accountId: account.admin.actor.accountId, siteKey: account.widget.siteKey }]);
  });

  test("a visitor of a deleted widget is told that it is unknown", async () => {
    const account = await makeAccount(core);
    const key = await startChat(account);
    await deleteWidget(account.admin, { siteKey: key.siteKey });
    await expect(joinSession(account.visitor, key)).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
  });

  test("another account's widget stays with all its chats", async () => {
    const [account, other] = [await makeAccount(core), await makeAccount(core)];
    const { siteKey } = await startChat(account);
    await expect(deleteWidget(other.admin, { siteKey })).rejects.toMatchObject({ reason: "WIDGET_FOREIGN" });
    expect(await countOf("messages", siteKey)).toBe(2);
  });

  test("of five who delete it at once exactly one does", async () => {
    const account = await makeAccount(core);
    const { siteKey } = await startChat(account);
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => deleteWidget(account.admin, { siteKey })));
    expect(results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []))).toEqual([{ deletedSessions: 1 }]);
    for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "WIDGET_UNKNOWN" });
  });

  test("a bad site key is named", async () => {
    const account = await makeAccount(core);
    await expect(deleteWidget(account.admin, {})).rejects.toMatchObject({ fields: { siteKey: "Site key is required" } });
    await expect(deleteWidget(account.admin, { siteKey: "' OR 1=1" })).rejects.toMatchObject({
      fields: { siteKey: "Site key is invalid" },
    });
  });
});
