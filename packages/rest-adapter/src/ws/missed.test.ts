import { afterAll, expect, test } from "bun:test";
import { accountTopic, agentTopic, sessionTopic } from "@chat/api/core";
import { agentToken, closeTestCores, holdChat, makeAccount, makeAgent, queueChat, readRows, testCore } from "@chat/api/testing";
import { connect, serveSockets, type TestClient } from "../testing";

const core = await testCore();
const server = serveSockets(core);
afterAll(async () => {
  await server.stop();
  await closeTestCores();
});

const account = await makeAccount(core);
const agent = await makeAgent(account);
const token = await agentToken(agent);

const desk = async () => {
  const client = connect(`${server.origin}/ws/agent/${agent.profile.id}?token=${token}`);
  await client.next("connection_status");
  return client;
};
const visitorOf = async ({ sessionId, siteKey }: { sessionId: string; siteKey: string }) => {
  const client = connect(`${server.origin}/ws/${sessionId}`);
  await client.send({ type: "join", siteKey, sessionId, after: 0 });
  await client.rest();
  return client;
};
const missed = (...topics: Parameters<typeof core.deps.bus.publish>[0][]) => {
  for (const topic of topics) core.deps.bus.publish(topic, { type: "news.missed" });
};
const typesOf = async (client: TestClient) => (await client.rest()).map(({ type }) => type);

/** As another process would, whose news never came. */
const storeUnheard = (sessionId: string, sender: "agent" | "visitor", text: string) =>
  readRows(
    core,
    `INSERT INTO messages (session_id, sender_type, sender_id, message) VALUES ('${sessionId}', '${sender}', ${sender === "agent" ? agent.profile.id : "NULL"}, '${text}')`,
  );

/** Tells the agent's consoles of a message, perhaps before or after it should be. @param previousId as other processes say it */
const tellMessage = (sessionId: string, id: number, previousId?: number) => {
  const message = {
    id,
    text: "told",
    sender: "visitor",
    senderName: null,
    offersPerson: false,
    file: null,
    source: null,
    clientMessageId: null,
    sentAt: new Date().toISOString(),
  } as const;
  const event = { type: "message.stored", sessionId, agentId: agent.profile.id, message, connectionId: null, previousId } as const;
  core.deps.bus.publish(agentTopic(agent.profile.id), event);
};
const LATEST = 2 ** 31 - 1;

/** As another process would, whose news never came. */
const giveUnheard = (sessionId: string) =>
  readRows(
    core,
    `UPDATE sessions SET status = 'active', assigned_agent_id = ${agent.profile.id}, epoch = epoch + 1 WHERE session_id = '${sessionId}'`,
  );

const returnUnheard = (sessionId: string) =>
  readRows(core, `UPDATE sessions SET assigned_agent_id = NULL, ai_mode = 1, epoch = epoch + 1 WHERE session_id = '${sessionId}'`);

const tellAccepted = (sessionId: string, epoch: number) => {
  const { id: agentId, fullName: agentName } = agent.profile;
  core.deps.bus.publish(agentTopic(agentId), { type: "session.accepted", sessionId, agentId, agentName, epoch });
};

const newestOf = async (sessionId: string) =>
  Number((await readRows<{ id: number }>(core, `SELECT MAX(id) id FROM messages WHERE session_id = '${sessionId}'`))[0]?.id);

const epochOf = async (sessionId: string) =>
  Number((await readRows<{ epoch: number }>(core, `SELECT epoch FROM sessions WHERE session_id = '${sessionId}'`))[0]?.epoch);

test("a visitor's socket reads what it was not told, once, in order, and says what it says of the chat now", async () => {
  const key = await holdChat(account, agent);
  const client = await visitorOf(key);
  await storeUnheard(key.sessionId, "agent", "one");
  await storeUnheard(key.sessionId, "agent", "two");
  missed(sessionTopic(key.sessionId));
  expect([(await client.next("message")).message, (await client.next("message")).message]).toEqual(["one", "two"]);
  missed(sessionTopic(key.sessionId));
  expect(await typesOf(client)).toEqual([]);

  await readRows(
    core,
    `UPDATE sessions SET status = 'closed', assigned_agent_id = NULL, epoch = epoch + 1 WHERE session_id = '${key.sessionId}'`,
  );
  missed(sessionTopic(key.sessionId));
  await client.next("chat_closed");
});

test("an agent's socket reads what was said in its chats, and hears of those it has no more, also from before it came", async () => {
  const [kept, lost] = [await holdChat(account, agent), await holdChat(account, agent)];
  const client = await desk();
  await storeUnheard(kept.sessionId, "visitor", "hello?");
  await returnUnheard(lost.sessionId);
  missed(agentTopic(agent.profile.id), accountTopic(agent.ctx.actor.accountId));
  expect((await client.next("chat_returned_to_ai")).sessionId).toBe(lost.sessionId);
  expect(await client.next("new_message")).toMatchObject({ sessionId: kept.sessionId, message: { text: "hello?", sender: "customer" } });
  await client.next("waiting_sessions");
  missed(agentTopic(agent.profile.id));
  expect((await typesOf(client)).filter((type) => type === "new_message")).toEqual([]);
});

test("a socket whose token was revoked unheard is closed when it reads again", async () => {
  const other = await makeAgent(account);
  const client = connect(`${server.origin}/ws/agent/${other.profile.id}?token=${await agentToken(other)}`);
  await client.next("connection_status");
  await readRows(core, `UPDATE agents SET token_version = token_version + 1 WHERE id = ${other.profile.id}`);
  missed(agentTopic(other.profile.id));
  expect(await client.closed).toEqual({ code: 1008, reason: "Access was revoked" });
});

test("a visitor's place that changed unheard is told when it reads again", async () => {
  const [first, second] = [await queueChat(account), await queueChat(account)];
  const client = await visitorOf(second);
  await readRows(core, `UPDATE sessions SET status = 'closed', epoch = epoch + 1 WHERE session_id = '${first.sessionId}'`);
  await readRows(core, `UPDATE queue_versions SET version = version + 1 WHERE site_key = '${first.siteKey}'`);
  missed(sessionTopic(second.sessionId));
  expect(await client.next("queue_update")).toMatchObject({ position: 1 });
});

test("a message that is told late, of a chat that the agent gave back by then, brings nothing of it to the console", async () => {
  const key = await holdChat(account, agent);
  const client = await desk();
  await client.send({ type: "return_to_ai", sessionId: key.sessionId });
  await client.next("return_to_ai_success");
  await storeUnheard(key.sessionId, "visitor", "not for this agent any more");
  tellMessage(key.sessionId, LATEST, LATEST - 1);
  await core.deps.background.idle();
  expect((await typesOf(client)).filter((type) => type === "new_message")).toEqual([]);
  expect((await typesOf(client)).filter((type) => type === "new_message")).toEqual([]);
});

test("a chat that is the agent's by now, taken by a move that nobody was told of, is told as assigned, once", async () => {
  const client = await desk();
  const { sessionId } = await queueChat(account);
  await client.rest();
  await giveUnheard(sessionId);
  missed(accountTopic(agent.ctx.actor.accountId));
  expect(await client.next("chat_assigned")).toMatchObject({ sessionId, agentId: agent.profile.id });
  missed(accountTopic(agent.ctx.actor.accountId));
  await client.rest();
  expect((await typesOf(client)).filter((type) => type === "chat_assigned")).toEqual([]);
});

test("a move that is told while a message before it is looked for reaches the console of the agent who had the chat, once", async () => {
  const key = await holdChat(account, agent);
  const client = await desk();
  await returnUnheard(key.sessionId);
  const epoch = await epochOf(key.sessionId);
  tellMessage(key.sessionId, LATEST, LATEST - 1);
  core.deps.bus.publish(agentTopic(agent.profile.id), {
    type: "session.returned",
    sessionId: key.sessionId,
    agentId: agent.profile.id,
    epoch,
  });
  expect((await client.next("chat_returned_to_ai")).sessionId).toBe(key.sessionId);
  expect((await typesOf(client)).filter((type) => type === "chat_returned_to_ai" || type === "new_message")).toEqual([]);
});

test("of a chat whose messages come before the news that it is the agent's the console hears whose it is first, and once", async () => {
  const client = await desk();
  const { sessionId } = await queueChat(account);
  await client.rest();
  await giveUnheard(sessionId);
  await storeUnheard(sessionId, "visitor", "told");
  const id = await newestOf(sessionId);
  tellMessage(sessionId, id, id - 1);
  const heard = [await client.next("chat_assigned"), await client.next("new_message")];
  expect(heard.map((frame) => frame.sessionId)).toEqual([sessionId, sessionId]);
  missed(agentTopic(agent.profile.id));
  expect((await typesOf(client)).filter((type) => type === "chat_assigned")).toEqual([]);
});

test("a chat that a console read to be its agent's is told as assigned once, though the news of it comes after that", async () => {
  const client = await desk();
  const { sessionId } = await queueChat(account);
  await client.rest();
  await giveUnheard(sessionId);
  missed(accountTopic(agent.ctx.actor.accountId));
  await client.next("chat_assigned");
  await client.rest();
  tellAccepted(sessionId, await epochOf(sessionId));
  expect((await typesOf(client)).filter((type) => type === "chat_assigned")).toEqual([]);
});

test("a chat that came back to the agent while its console read that it had left is not told as gone", async () => {
  const key = await holdChat(account, agent);
  const client = await desk();
  await returnUnheard(key.sessionId);
  const epoch = await epochOf(key.sessionId);
  // Held while the console asks for the owner, who is nobody by the rows.
  tellMessage(key.sessionId, LATEST, LATEST - 1);
  tellAccepted(key.sessionId, epoch + 1);
  expect(await client.next("chat_assigned")).toMatchObject({ sessionId: key.sessionId, agentId: agent.profile.id });
  expect((await typesOf(client)).filter((type) => type === "chat_returned_to_ai")).toEqual([]);
});

test("what another process stores under a lower id than others had when the console came is told", async () => {
  const [key, elsewhere] = [await holdChat(account, agent), await queueChat(account)];
  const before = await newestOf(key.sessionId);
  // Taken by a transaction that is under way while the console comes.
  const id = (await newestOf(elsewhere.sessionId)) + 1;
  await readRows(
    core,
    `INSERT INTO messages (id, session_id, sender_type, message) VALUES (${id + 1_000}, '${elsewhere.sessionId}', 'visitor', 'ahead')`,
  );
  const client = await desk();
  await readRows(core, `INSERT INTO messages (id, session_id, sender_type, message) VALUES (${id}, '${key.sessionId}', 'visitor', 'told')`);
  tellMessage(key.sessionId, id, before);
  expect(await client.next("new_message")).toMatchObject({ sessionId: key.sessionId, message: { text: "told" } });
});
