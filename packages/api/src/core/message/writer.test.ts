import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, gate, holdChat, makeAccount, makeAgent, readRows, recordEvents, startChat, testCore, until } from "../../testing";
import { agentTopic, sendAgentMessage, sendVisitorMessage, sessionTopic } from "..";
import type { MessageWrite } from "./write";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const agent = await makeAgent(account);

const textsOf = async (sessionId: string) =>
  (await readRows<{ message: string }>(core, `SELECT message FROM messages WHERE session_id = '${sessionId}' ORDER BY id`)).map(
    (row) => row.message,
  );

const statements = async (kind: string) =>
  Number((await readRows<{ Value: string }>(core, `SHOW GLOBAL STATUS LIKE 'Com_${kind}'`))[0]?.Value);

/** A visitor's message as the verbs ask for it, to be made wrong. */
const writeTo = (sessionId: string, text: string, change: Partial<MessageWrite> = {}): MessageWrite => ({
  sessionId,
  siteKey: null,
  senderType: "visitor",
  senderId: null,
  agentName: null,
  text,
  offersPerson: false,
  clientMessageId: null,
  connectionId: null,
  reopens: false,
  check: () => null,
  ...change,
});

/** Runs `act` while nobody can write a message, so that what is asked meanwhile waits in the database. */
async function whileMessagesAreLocked(act: (isWaiting: () => Promise<{ id: number } | undefined>) => Promise<void>): Promise<void> {
  const [locked, released] = [gate(), gate()];
  const holding = core.deps.db.transaction(async (tx) => {
    await tx.execute("LOCK TABLES messages WRITE");
    locked.open();
    await released.opened;
    await tx.execute("UNLOCK TABLES");
  });
  await locked.opened;
  try {
    await act(async () => {
      const waiting = await readRows<{ id: number; info: string }>(
        core,
        "SELECT id, info FROM information_schema.processlist WHERE state LIKE 'Waiting for table%'",
      );
      return waiting.find(({ info }) => info.includes("messages"));
    });
  } finally {
    released.open();
    await holding;
  }
}

test("messages of the same moment are stored by few statements, and every one is told once", async () => {
  const chats = await Promise.all(Array.from({ length: 20 }, () => holdChat(account, agent)));
  const heard = chats.map(({ sessionId }) => recordEvents(core, sessionTopic(sessionId)));
  const [inserts, commits] = [await statements("insert"), await statements("commit")];
  await Promise.all(
    Array.from({ length: 10 }, (_, round) =>
      chats.map((key) => sendVisitorMessage(account.visitor, { ...key, text: `line ${round}` })),
    ).flat(),
  );
  expect((await statements("insert")) - inserts).toBeLessThan(20);
  expect((await statements("commit")) - commits).toBeLessThan(20);
  for (const events of heard) expect(events).toHaveLength(10);
  for (const { sessionId } of chats) {
    expect((await textsOf(sessionId)).slice(2)).toEqual(Array.from({ length: 10 }, (_, round) => `line ${round}`));
  }
});

describe("one that may not be stored fails alone", () => {
  test("when its session refuses it, or is not there", async () => {
    const [mine, theirs] = [await holdChat(account, agent), await startChat(account)];
    const outcomes = await Promise.allSettled([
      sendAgentMessage(agent.ctx, { ...mine, text: "one" }),
      sendAgentMessage(agent.ctx, { ...theirs, text: "not mine" }),
      core.deps.writer.store(writeTo("session_of_nobody", "lost")),
      sendAgentMessage(agent.ctx, { ...mine, text: "two" }),
    ]);
    expect(outcomes.map((outcome) => (outcome.status === "rejected" ? outcome.reason.reason : outcome.value.message.text))).toEqual([
      "one",
      "SESSION_NOT_YOURS",
      "SESSION_UNKNOWN",
      "two",
    ]);
    expect((await textsOf(mine.sessionId)).slice(2)).toEqual(["one", "two"]);
    expect(await textsOf(theirs.sessionId)).toHaveLength(2);
  });

  test("when the database refuses its row, and the rest of the batch is stored in order", async () => {
    const { sessionId } = await startChat(account);
    const texts = ["a", "b", "bad", "c", "d"];
    const outcomes = await Promise.allSettled(
      texts.map((text) => core.deps.writer.store(writeTo(sessionId, text, text === "bad" ? { senderType: "robot" as never } : {}))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled", "fulfilled"]);
    expect((await textsOf(sessionId)).slice(2)).toEqual(["a", "b", "c", "d"]);
  });
});

test("a connection that is lost before the commit is made up for: stored once, told once", async () => {
  const key = await holdChat(account, agent);
  const heard = recordEvents(core, agentTopic(agent.profile.id));
  let sent: Promise<unknown> | undefined;
  await whileMessagesAreLocked(async (waiting) => {
    sent = sendVisitorMessage(account.visitor, { ...key, text: "Through thick and thin" });
    await until(async () => (await waiting()) !== undefined);
    const lost = (await waiting())?.id;
    await readRows(core, `KILL CONNECTION ${lost}`);
    await until(async () => ![undefined, lost].includes((await waiting())?.id));
  });
  await sent;
  expect((await textsOf(key.sessionId)).slice(2)).toEqual(["Through thick and thin"]);
  expect(heard).toHaveLength(1);
});

test("a deadlock that the writer loses is tried again, and nothing is stored twice", async () => {
  const chats = await Promise.all([holdChat(account, agent), holdChat(account, agent)]);
  const [first = "", second = ""] = chats.map(({ sessionId }) => sessionId).sort();
  const heard = [first, second].map((sessionId) => recordEvents(core, sessionTopic(sessionId)));
  const [held, mayGo] = [gate(), gate()];
  const lock = (sessionId: string) => `SELECT id FROM sessions WHERE session_id = '${sessionId}' FOR UPDATE`;
  // Holds the second row and then wants the first, which the writer has by then. Having changed more, it is the one to go on.
  const rival = core.deps.db.transaction(async (tx) => {
    for (let row = 0; row < 20; row++)
      await tx.execute(`INSERT INTO knowledge_pairs (user_id, question, answer) VALUES (${account.admin.actor.accountId}, '${row}', '')`);
    await tx.execute(lock(second));
    held.open();
    await mayGo.opened;
    await tx.execute(lock(first));
  });
  await held.opened;
  const sent = Promise.all([first, second].map((sessionId) => core.deps.writer.store(writeTo(sessionId, "After you"))));
  await until(async () =>
    (await readRows<{ info: string | null }>(core, "SELECT info FROM information_schema.processlist")).some(({ info }) =>
      info?.includes("FORCE INDEX"),
    ),
  );
  mayGo.open();
  await rival;
  expect((await sent).map(({ duplicate }) => duplicate)).toEqual([false, false]);
  for (const sessionId of [first, second]) expect((await textsOf(sessionId)).slice(2)).toEqual(["After you"]);
  expect(heard.map((events) => events.length)).toEqual([1, 1]);
});

test("what is more than may wait is refused as busy, and what was taken is stored", async () => {
  const { sessionId } = await startChat(account);
  const outcomes: Promise<PromiseSettledResult<unknown>[]>[] = [];
  await whileMessagesAreLocked(async (waiting) => {
    const first = core.deps.writer.store(writeTo(sessionId, "first"));
    await until(async () => (await waiting()) !== undefined);
    outcomes.push(Promise.allSettled([first, ...Array.from({ length: 20_003 }, () => core.deps.writer.store(writeTo(sessionId, "more")))]));
  });
  const settled = (await outcomes[0]) ?? [];
  const refused = settled.filter((outcome) => outcome.status === "rejected");
  expect(refused.map(({ reason }) => reason.reason)).toEqual(["SERVER_BUSY", "SERVER_BUSY", "SERVER_BUSY"]);
  expect(await textsOf(sessionId)).toHaveLength(2 + 20_001);
}, 60_000);

test("where other processes publish too, each message names the one before it", async () => {
  const shared = await testCore({ joinBus: (local) => ({ ...local, isShared: true, close: async () => {} }) });
  const own = await makeAccount(shared);
  const key = await startChat(own);
  const heard = recordEvents(shared, sessionTopic(key.sessionId));
  await Promise.all(["a", "b", "c"].map((text) => shared.deps.writer.store(writeTo(key.sessionId, text))));
  await shared.deps.writer.store(writeTo(key.sessionId, "d"));
  const [{ id: before } = { id: 0 }] = await readRows<{ id: number }>(
    shared,
    `SELECT id FROM messages WHERE session_id = '${key.sessionId}' ORDER BY id LIMIT 1 OFFSET 1`,
  );
  const stored = heard.flatMap((event) => (event.type === "message.stored" ? [event] : []));
  expect(stored.map(({ previousId }) => previousId)).toEqual([before, ...stored.slice(0, -1).map(({ message }) => message.id)]);
});
