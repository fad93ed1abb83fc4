import { afterAll, expect, test } from "bun:test";
import { closeTestCores, holdChat, makeAccount, makeAgent, newSessionId, queueChat, readRows, testCore, until } from "../../testing";
import { acceptChat, joinSession, sendVisitorMessage, showHistory } from "..";
import { hold } from "./testing";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const agent = await makeAgent(account);

const passed = async () => Number((await readRows<{ passed: number }>(core, "SELECT passed FROM commit_barrier"))[0]?.passed);
const isWaiting = async () =>
  (await readRows<{ info: string | null }>(core, "SELECT info FROM information_schema.processlist")).some(({ info }) =>
    info?.startsWith("update `commit_barrier`"),
  );

test("messages that were read are shown after a commit that puts them on the disk", async () => {
  const key = await holdChat(account, agent);
  const readers = [
    () => joinSession(account.visitor, key),
    () => joinSession(account.visitor, { ...key, after: 0 }),
    () => showHistory(agent.ctx, { sessionId: key.sessionId }),
  ];
  for (const read of readers) {
    const release = await hold(core, "SELECT id FROM commit_barrier FOR UPDATE");
    let isShown = false;
    const reading = read().then((shown) => {
      isShown = true;
      return shown.messages;
    });
    await until(isWaiting);
    expect(isShown).toBe(false);
    await release();
    expect(await reading).toHaveLength(2);
  }
});

test("where nothing was said, and where the accept itself commits after reading, nobody waits for it", async () => {
  const key = await queueChat(account);
  const release = await hold(core, "SELECT id FROM commit_barrier FOR UPDATE");
  expect((await joinSession(account.visitor, { siteKey: key.siteKey, sessionId: newSessionId() })).messages).toEqual([]);
  expect((await acceptChat(agent.ctx, { sessionId: key.sessionId })).messages).toHaveLength(2);
  await sendVisitorMessage(account.visitor, { ...key, text: "Written, not read" });
  await release();
});

test("those who read at once share one", async () => {
  const key = await holdChat(account, agent);
  const before = await passed();
  await Promise.all(Array.from({ length: 30 }, () => joinSession(account.visitor, key)));
  const shared = (await passed()) - before;
  expect(shared).toBeGreaterThan(0);
  expect(shared).toBeLessThan(15);
});

test("a barrier without its row makes it again", async () => {
  const key = await holdChat(account, agent);
  await readRows(core, "DELETE FROM commit_barrier");
  expect((await joinSession(account.visitor, key)).messages).toHaveLength(2);
  expect(await passed()).toBe(1);
});
