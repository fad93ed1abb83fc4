import { afterAll, expect, test } from "bun:test";
import { randomId } from "@chat/api/core";
import { closeTestCores, makeAccount, newSessionId, readRows, testCore } from "@chat/api/testing";
import { ownDatabase } from "@chat/db/testing";
import { connect, serveSockets } from "../testing";

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
/** What is mailed stays where it is stored: how it is sent is tried elsewhere. */
const database = await ownDatabase();
const core = await testCore({ ...database, mail: { publicUrl: "http://localhost:5000", send: () => new Promise(() => {}) } });
const silent = await testCore();
const servers = { mailing: serveSockets(core), silent: serveSockets(silent) };
afterAll(async () => {
  await Promise.all(Object.values(servers).map((server) => server.stop()));
  await closeTestCores();
  await database.close();
});

async function visitorOf(of = core, server = servers.mailing) {
  const account = await makeAccount(of);
  const sessionId = newSessionId();
  const { siteKey } = account.widget;
  const client = connect(`${server.origin}/ws/${sessionId}`);
  await client.send({ type: "join", siteKey, sessionId, visitorSecret: randomId(32) });
  await client.next("session");
  return { account, sessionId, siteKey, client };
}

test("a message that is left is acknowledged once for each id, and the visitor is told of its place", async () => {
  const { client, siteKey, sessionId } = await visitorOf();
  const left = {
    type: "leave_message",
    siteKey,
    visitorName: "Ada",
    visitorEmail: "ada@example.com",
    message: "Call me",
    clientMessageId: "c-1",
  };
  await client.send(left);
  const first = await client.next("ack");
  expect(first).toMatchObject({ type: "ack", clientMessageId: "c-1", id: expect.stringMatching(/^msg_/) });
  expect(await client.next("queue_update")).toMatchObject({ position: 1 });
  await client.send(left);
  expect(await client.next("ack")).toEqual(first);
  expect(await readRows(core, `SELECT message FROM messages WHERE session_id = '${sessionId}'`)).toEqual([{ message: "Call me" }]);
  expect(await readRows(core, `SELECT kind FROM mails WHERE session_id = '${sessionId}'`)).toEqual([{ kind: "left_message" }]);
});

test("a message that is left without an address, or without words, is refused by field", async () => {
  const { client, siteKey, sessionId } = await visitorOf();
  await client.send({ type: "leave_message", siteKey, visitorEmail: "ada", message: "", clientMessageId: "c-1" });
  expect(await client.next("error")).toMatchObject({
    code: "INPUT_INVALID",
    message: expect.stringMatching(/Email is invalid.*Message is required|Message is required.*Email is invalid/),
    clientMessageId: "c-1",
  });
  expect(await readRows(core, `SELECT id FROM messages WHERE session_id = '${sessionId}'`)).toEqual([]);
});

test("a transcript is told to be mailed when it is stored", async () => {
  const { client, siteKey, sessionId } = await visitorOf();
  const ask = { type: "mail_transcript", visitorEmail: "ada@example.com" };
  await client.send(ask);
  expect(await client.next("error")).toMatchObject({ code: "SESSION_EMPTY" });
  await client.send({ type: "message", siteKey, sessionId, message: "Hello", clientMessageId: "c-1" });
  await client.next("ack");
  await client.send({ ...ask, visitorEmail: "nobody" });
  expect(await client.next("error")).toMatchObject({ code: "INPUT_INVALID", message: expect.stringContaining("Email is invalid") });
  await client.send(ask);
  expect(await client.next("transcript_mailed")).toEqual({ type: "transcript_mailed", timestamp: TIME });
  expect(await readRows(core, `SELECT kind, recipient FROM mails WHERE session_id = '${sessionId}'`)).toEqual([
    { kind: "transcript", recipient: "ada@example.com" },
  ]);
});

test("where the server sends no mail a transcript is refused, and before a chat begins there is none", async () => {
  const { client, siteKey, sessionId } = await visitorOf(silent, servers.silent);
  await client.send({ type: "message", siteKey, sessionId, message: "Hello", clientMessageId: "c-1" });
  await client.next("ack");
  await client.send({ type: "mail_transcript", visitorEmail: "ada@example.com" });
  expect(await client.next("error")).toMatchObject({ code: "MAIL_OFF" });
  const stranger = connect(`${servers.silent.origin}/ws/${newSessionId()}`);
  await stranger.send({ type: "mail_transcript", visitorEmail: "ada@example.com" });
  expect(await stranger.next("error")).toMatchObject({ code: "SESSION_UNKNOWN" });
});
