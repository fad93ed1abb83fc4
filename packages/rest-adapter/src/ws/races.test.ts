import { afterAll, expect, test } from "bun:test";
import type { ChatMessage } from "@chat/api/contract";
import { agentTopic, sessionTopic } from "@chat/api/core";
import { agentToken, closeTestCores, makeAccount, makeAgent, newSessionId, readRows, startChat, testCore, until } from "@chat/api/testing";
import { connect, serveSockets, type TestClient } from "../testing";

const core = await testCore();
const server = serveSockets(core);
afterAll(async () => {
  await server.stop();
  await closeTestCores();
});

/** Runs `act` while nobody else can read a table, so that what is asked meanwhile waits in the database. */
const whileLocked = (table: string, act: (execute: (statement: string) => Promise<unknown>) => Promise<void>) =>
  core.deps.db.transaction(async (tx) => {
    await tx.execute(`LOCK TABLES ${table} WRITE`);
    try {
      await act((statement) => tx.execute(statement));
    } finally {
      await tx.execute("UNLOCK TABLES");
    }
  });

const isWaiting = (words: string) => async () => {
  const waiting = await readRows<{ info: string }>(
    core,
    "select info from information_schema.processlist where state like 'Waiting for table%'",
  );
  return waiting.some(({ info }) => info.includes(words));
};

test("a message stored and told while a join reads the chat is told once", async () => {
  const { siteKey, sessionId } = await startChat(await makeAccount(core));
  const client = connect(`${server.origin}/ws/${sessionId}`);
  await client.opened;
  let id = 0;
  await whileLocked("messages", async (execute) => {
    await client.send({ type: "join", siteKey, sessionId });
    await until(isWaiting(sessionId));
    await execute(`insert into messages (session_id, sender_type, message) values ('${sessionId}', 'ai', 'In between')`);
    const [rows] = (await execute("select max(id) as id from messages")) as [{ id: number }[]];
    id = rows[0]?.id ?? 0;
    const message: ChatMessage = {
      id,
      text: "In between",
      sender: "assistant",
      senderName: "AI Assistant",
      offersPerson: false,
      file: null,
      source: null,
      clientMessageId: null,
      sentAt: new Date().toISOString(),
    };
    core.deps.bus.publish(sessionTopic(sessionId), { type: "message.stored", sessionId, agentId: null, connectionId: null, message });
    core.deps.bus.publish(sessionTopic(sessionId), { type: "queue.moved", sessionId, position: 3, estimatedWait: 6 });
  });
  const frames = await client.rest();
  expect(frames.map(({ type }) => type)).toEqual(["session", "message", "message", "message", "queue_update"]);
  expect(frames[3]).toMatchObject({ id: `msg_${id}`, message: "In between" });
});

test("frames beyond what a socket may have waiting are refused, and disturb no other socket", async () => {
  const { siteKey, sessionId } = await startChat(await makeAccount(core));
  const flood = connect(`${server.origin}/ws/${sessionId}`);
  const calm = connect(`${server.origin}/ws/${newSessionId()}`);
  const answers = (type: string) => flood.unread.filter((frame) => frame.type === type).length;
  await whileLocked("messages", async () => {
    await flood.send({ type: "message", sessionId, siteKey, message: "Hello" });
    await until(isWaiting(sessionId));
    for (let frame = 0; frame < 1_200; frame++) await flood.send({ type: "ping" });
    await until(() => answers("error") === 200);
    await calm.rest();
    expect(answers("pong")).toBe(0);
  });
  expect((await flood.next("error")).code).toBe("RATE_LIMITED");
  await until(() => answers("pong") === 1_000);
});

test("while its token is being checked a socket hears nothing, and its frames wait", async () => {
  const account = await makeAccount(core);
  const [mine, theirs] = [await makeAgent(account), await makeAgent(account)];
  const token = await agentToken(mine);
  const knock = (agentId: number) => connect(`${server.origin}/ws/agent/${agentId}?token=${token}`);
  const held: { refused?: TestClient; accepted?: TestClient } = {};
  await whileLocked("agents", async () => {
    const refused = knock(theirs.profile.id);
    const accepted = knock(mine.profile.id);
    await Promise.all([refused.opened, accepted.opened]);
    await until(isWaiting("password_hash"));
    core.deps.bus.publish(agentTopic(theirs.profile.id), {
      type: "typing.changed",
      sessionId: "session_1",
      from: "visitor",
      isTyping: true,
    });
    await accepted.send({ type: "get_waiting_sessions" });
    Object.assign(held, { refused, accepted });
  });
  const { refused, accepted } = held;
  if (!refused || !accepted) throw new Error("two sockets were opened");
  expect((await refused.closed).code).toBe(1008);
  expect(refused.unread).toEqual([]);
  expect((await accepted.next("connection_status")).status).toBe("connected");
  expect((await accepted.next("waiting_sessions")).sessions).toEqual([]);
});
