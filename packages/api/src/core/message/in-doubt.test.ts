import { expect, test } from "bun:test";
import type { ChatEvent } from "../../contract";
import { holdChat, readRows, recordEvents, until } from "../../testing";
import { accountTopic, agentTopic, sendVisitorMessage, sessionTopic } from "..";
import { accountBehindProxy } from "./testing";

const { proxy, core, account, agent } = await accountBehindProxy();

const countRows = async (text: string) =>
  Number((await readRows<{ n: number }>(core, `SELECT COUNT(*) n FROM messages WHERE message = '${text}'`))[0]?.n);

test("a commit whose answer was lost is found: stored once, acknowledged, and told once", async () => {
  const key = await holdChat(account, agent);
  const heard = recordEvents(core, sessionTopic(key.sessionId));
  const cuts = proxy.cuts();
  proxy.cutAnswersTo("INSERT INTO messages");
  const sending = Promise.all(
    ["With an id of its own", "Without"].map((text, index) =>
      sendVisitorMessage(account.visitor, { ...key, text, ...(index === 0 && { clientMessageId: "c-1" }) }),
    ),
  );
  await until(() => proxy.cuts() > cuts);
  proxy.heal();
  const sent = await sending;
  expect(sent.map(({ duplicate }) => duplicate)).toEqual([false, false]);
  expect(await countRows("With an id of its own")).toBe(1);
  expect(await countRows("Without")).toBe(1);
  const told = heard.flatMap((event) => (event.type === "message.stored" ? [event.message] : []));
  expect(told).toEqual(sent.map(({ message }) => message));
});

test("when the database stays away after that, the writer is told so, and the listeners read again when it is back", async () => {
  const key = await holdChat(account, agent);
  const bySession = recordEvents(core, sessionTopic(key.sessionId));
  const byAccount = recordEvents(core, accountTopic(agent.ctx.actor.accountId));
  const byAgent = recordEvents(core, agentTopic(agent.profile.id));
  const cuts = proxy.cuts();
  proxy.cutAnswersTo("INSERT INTO messages");
  const sending = sendVisitorMessage(account.visitor, { ...key, text: "Nobody knows", clientMessageId: "c-2" }).catch(
    (error) => error.cause ?? error,
  );
  await until(() => proxy.cuts() > cuts);
  proxy.refuse();
  expect(await sending).toBeInstanceOf(Error);
  proxy.heal();
  const isTold = (heard: ChatEvent[]) => heard.some(({ type }) => type === "news.missed");
  await until(() => [bySession, byAccount, byAgent].every(isTold));
  expect(await countRows("Nobody knows")).toBe(1);
  const again = await sendVisitorMessage(account.visitor, { ...key, text: "Nobody knows", clientMessageId: "c-2" });
  expect(again.duplicate).toBe(true);
  expect(await countRows("Nobody knows")).toBe(1);
});

test("a retry of what was stored long ago is no news, although the commit beside it was lost", async () => {
  const key = await holdChat(account, agent);
  await sendVisitorMessage(account.visitor, { ...key, text: "Of old", clientMessageId: "old" });
  await readRows(core, "UPDATE messages SET created_at = created_at - INTERVAL 1 HOUR WHERE message = 'Of old'");
  const heard = recordEvents(core, sessionTopic(key.sessionId));
  const cuts = proxy.cuts();
  proxy.cutAnswersTo("INSERT INTO messages");
  const sending = Promise.all([
    sendVisitorMessage(account.visitor, { ...key, text: "Of old", clientMessageId: "old" }),
    sendVisitorMessage(account.visitor, { ...key, text: "New", clientMessageId: "new" }),
  ]);
  await until(() => proxy.cuts() > cuts);
  proxy.heal();
  expect((await sending).map(({ duplicate }) => duplicate)).toEqual([true, false]);
  expect(heard.flatMap((event) => (event.type === "message.stored" ? [event.message.text] : []))).toEqual(["New"]);
});

test("the next message says which one it follows, so that who was not told of what was stored in doubt reads it first", async () => {
  const key = await holdChat(account, agent);
  const heard = recordEvents(core, sessionTopic(key.sessionId));
  const cuts = proxy.cuts();
  proxy.cutAnswersTo("INSERT INTO messages");
  const sending = sendVisitorMessage(account.visitor, { ...key, text: "Given up", clientMessageId: "given-up" }).catch(() => "given up");
  await until(() => proxy.cuts() > cuts);
  proxy.refuse();
  expect(await sending).toBe("given up");
  proxy.heal();
  await sendVisitorMessage(account.visitor, { ...key, text: "Later" });
  const [{ id } = { id: 0 }] = await readRows<{ id: number }>(core, "SELECT id FROM messages WHERE message = 'Given up'");
  expect(heard.find(({ type }) => type === "message.stored")).toMatchObject({ message: { text: "Later" }, previousId: id });
});

test("what is found of a lost commit is told with the one before it: who was not told that one reads first", async () => {
  const key = await holdChat(account, agent);
  const heard = recordEvents(core, sessionTopic(key.sessionId));
  const cuts = proxy.cuts();
  proxy.cutAnswersTo("INSERT INTO messages");
  const sending = sendVisitorMessage(account.visitor, { ...key, text: "Found" });
  await until(() => proxy.cuts() > cuts);
  proxy.heal();
  const { message } = await sending;
  expect(heard.find(({ type }) => type === "message.stored")).toMatchObject({ message, previousId: message.id - 1 });
});

test("what may be committed late is looked for more than once", async () => {
  const key = await holdChat(account, agent);
  const heard = recordEvents(core, sessionTopic(key.sessionId));
  core.deps.doubts.add(key.sessionId);
  const timesTold = () => heard.filter(({ type }) => type === "news.missed").length;
  await until(() => timesTold() === 1);
  expect(core.deps.doubts.hasAny()).toBe(true);
  await until(() => timesTold() === 2, 10_000);
  expect(core.deps.doubts.hasAny()).toBe(true);
}, 20_000);
