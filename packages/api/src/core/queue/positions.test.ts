import { afterAll, describe, expect, test } from "bun:test";
import { raiseQueueVersion } from "@chat/db";
import {
  type ChatKey,
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  queueChat,
  readRows,
  recordEvents,
  startChat,
  testCore,
} from "../../testing";
import { acceptChat, createWidget, endChat, escalate, joinSession, listQueue, sessionTopic, showQueuePlace } from "..";

afterAll(closeTestCores);

const core = await testCore();

const setEscalatedAt = async (key: ChatKey, secondsAgo: number) => {
  await readRows(
    core,
    `UPDATE sessions SET escalated_at = UTC_TIMESTAMP() - INTERVAL ${secondsAgo} SECOND WHERE session_id = '${key.sessionId}'`,
  );
  await raiseQueueVersion(core.deps.db, key.siteKey);
};

describe("places", () => {
  test("count from 1 in each widget alone", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const second = await createWidget(account.admin, { businessName: "Second" });
    const keys = [];
    for (const siteKey of [account.widget.siteKey, second.siteKey, account.widget.siteKey, second.siteKey]) {
      keys.push(await queueChat(account, siteKey));
    }
    const positions = await Promise.all(keys.map(async (key) => (await showQueuePlace(account.visitor, key)).position));
    expect(positions).toEqual([1, 1, 2, 2]);
    expect((await listQueue(agent.ctx, {})).map((session) => [session.businessName, session.position])).toEqual([
      ["Test shop", 1],
      ["Second", 1],
      ["Test shop", 2],
      ["Second", 2],
    ]);
  });

  test("go by the time of escalation, whichever chat began first", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const [older, newer] = [await queueChat(account), await queueChat(account)];
    await setEscalatedAt(newer, 120);
    expect((await listQueue(agent.ctx, {})).map((session) => session.sessionId)).toEqual([newer.sessionId, older.sessionId]);
    expect(await showQueuePlace(account.visitor, newer)).toEqual({ position: 1, estimatedWait: 2 });
    expect(await joinSession(account.visitor, older)).toMatchObject({ position: 2, estimatedWait: 4 });
  });

  test("are 0 for a chat that does not wait", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const nowhere = { position: 0, estimatedWait: 0 };
    expect(await showQueuePlace(account.visitor, await startChat(account))).toEqual(nowhere);
    const held = await holdChat(account, agent);
    expect(await showQueuePlace(account.visitor, held)).toEqual(nowhere);
    await endChat(account.visitor, held);
    expect(await showQueuePlace(account.visitor, held)).toEqual(nowhere);
  });

  test("are not told of another widget's chat", async () => {
    const [account, other] = [await makeAccount(core), await makeAccount(core)];
    const key = await queueChat(account);
    await expect(showQueuePlace(other.visitor, { ...key, siteKey: other.widget.siteKey })).rejects.toMatchObject({
      reason: "SESSION_UNKNOWN",
    });
    await expect(showQueuePlace(other.visitor, { ...key, siteKey: "widget-none" })).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
    expect(await listQueue((await makeAgent(other)).ctx, {})).toEqual([]);
  });

  test("of 20 who escalate at once are 1 to 20, and what was pushed last is what is true", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const keys = await Promise.all(Array.from({ length: 20 }, () => startChat(account)));
    const heard = keys.map((key) => recordEvents(core, sessionTopic(key.sessionId)));
    await Promise.all(keys.map((key) => escalate(account.visitor, key)));
    await core.deps.background.idle();
    const places = await Promise.all(keys.map((key) => showQueuePlace(account.visitor, key)));
    expect(places.map((place) => place.position).sort((left, right) => left - right)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    const pushed = heard.map((events) => events.filter((event) => event.type === "queue.moved").at(-1)?.position);
    expect(pushed).toEqual(places.map((place) => place.position));
    expect((await listQueue(agent.ctx, {})).map((session) => session.position)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test("stay without a gap while ten leave at once, by accept and by end", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const keys: ChatKey[] = [];
    for (let index = 0; index < 12; index++) keys.push(await queueChat(account));
    const heard = keys.map((key) => recordEvents(core, sessionTopic(key.sessionId)));
    await Promise.all(
      keys.slice(0, 10).map((key, index) => (index % 2 === 0 ? acceptChat(agent.ctx, key) : endChat(account.visitor, key))),
    );
    await core.deps.background.idle();
    const last = heard.map((events) => events.filter((event) => event.type === "queue.moved").at(-1)?.position);
    expect(last.slice(10)).toEqual([1, 2]);
    expect((await listQueue(agent.ctx, {})).map((session) => session.sessionId)).toEqual(keys.slice(10).map((key) => key.sessionId));
  });
});

describe("what is pushed", () => {
  test("an accept moves those behind, and tells neither those ahead nor another widget's", async () => {
    const account = await makeAccount(core);
    const agent = await makeAgent(account);
    const second = await createWidget(account.admin, { businessName: "Second" });
    const [ahead, taken, behind] = [await queueChat(account), await queueChat(account), await queueChat(account)];
    const elsewhere = await queueChat(account, second.siteKey);
    const heard = [ahead, taken, behind, elsewhere].map((key) => recordEvents(core, sessionTopic(key.sessionId)));
    await acceptChat(agent.ctx, taken);
    await core.deps.background.idle();
    expect(heard.map((events) => events.map((event) => (event.type === "queue.moved" ? event.position : event.type)))).toEqual([
      [],
      ["session.accepted"],
      [2],
      [],
    ]);
  });

  test("who escalates last tells no one but itself", async () => {
    const account = await makeAccount(core);
    const first = await queueChat(account);
    const heard = recordEvents(core, sessionTopic(first.sessionId));
    await queueChat(account);
    expect(heard).toEqual([]);
  });
});
