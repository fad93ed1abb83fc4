import { afterAll, expect, test } from "bun:test";
import { ownDatabase } from "@chat/db/testing";
import {
  closeTestCores,
  holdChat,
  makeAccount,
  makeAgent,
  newSessionId,
  queueChat,
  readRows,
  recordEvents,
  startChat,
  testCore,
  until,
} from "../../testing";
import { bodiesOf, startMailServer } from "../../testing-smtp";
import {
  acceptChat,
  accountTopic,
  closeChat,
  endChat,
  joinSession,
  leaveMessage,
  listQueue,
  randomId,
  returnToAi,
  showHistory,
  updateWidget,
} from "..";
import { mailingCore } from "../mail/testing";

// Its own: processes that share one send each other's mails.
const database = await ownDatabase();
const smtp = await startMailServer();
const { core } = await mailingCore(smtp, database);
afterAll(async () => {
  await closeTestCores();
  await database.close();
});
const account = await makeAccount(core);

const ADA = { visitorName: "Ada", visitorEmail: "ada@example.com" };
const fresh = (of = account) => ({ siteKey: of.widget.siteKey, sessionId: newSessionId(), clientMessageId: `c-${randomId(8)}` });
const leave = (key: ReturnType<typeof fresh>, message = "Please call me", of = account) =>
  leaveMessage(of.visitor, { ...key, ...ADA, message });
const textsOf = async (key: { siteKey: string; sessionId: string }) =>
  (await joinSession(account.visitor, key)).messages.map(({ text, sender }) => `${sender}: ${text}`);
const mailsOf = (sessionId: string) => readRows<{ state: string }>(core, `SELECT state FROM mails WHERE session_id = '${sessionId}'`);
const receivedOf = (sessionId: string) => smtp.received.filter((mail) => bodiesOf(mail).text.includes(sessionId));

test("a message that is left starts the chat, waits in the queue by name, address and reason, and is mailed", async () => {
  const own = await makeAccount(core);
  const agent = await makeAgent(own);
  const key = fresh(own);
  const left = await leave(key, "My parcel 📦\n<b>is late</b>", own);
  expect(left).toMatchObject({ duplicate: false, message: { text: "My parcel 📦\n<b>is late</b>", sender: "visitor" } });
  expect(await listQueue(agent.ctx, {})).toMatchObject([
    { sessionId: key.sessionId, visitorName: "Ada", visitorEmail: "ada@example.com", reason: "Left a message", position: 1 },
  ]);
  await until(() => receivedOf(key.sessionId).length === 1);
  const [mail] = receivedOf(key.sessionId);
  expect(mail?.to).toEqual([own.email]);
  expect(mail?.headers.get("reply-to")).toBe("Ada <ada@example.com>");
  expect(mail?.headers.get("subject")).toBe("Ada left a message for Test shop");
  expect(mail && bodiesOf(mail).html).toContain("&lt;b&gt;is late&lt;/b&gt;");
});

test("the assistant does not answer it", async () => {
  const key = fresh();
  await leave(key, "Hello");
  await core.deps.background.idle();
  expect(await textsOf(key)).toEqual(["visitor: Hello"]);
});

test("sent again, at once or later, it is one message, one place and one mail", async () => {
  const own = await makeAccount(core);
  const agent = await makeAgent(own);
  const key = fresh(own);
  const results = await Promise.all(Array.from({ length: 5 }, () => leave(key, "Once", own)));
  results.push(await leave(key, "Once", own));
  expect(new Set(results.map(({ message }) => message.id)).size).toBe(1);
  expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  expect(await listQueue(agent.ctx, {})).toHaveLength(1);
  expect(await mailsOf(key.sessionId)).toHaveLength(1);
  expect(await textsOf(key)).toEqual(["visitor: Once"]);
});

test("in a chat that waits already the place stays and agents are told who left what", async () => {
  const own = await makeAccount(core);
  const agent = await makeAgent(own);
  const first = await queueChat(own);
  await queueChat(own);
  const heard = recordEvents(core, accountTopic(own.admin.actor.accountId));
  await leaveMessage(own.visitor, { ...first, ...ADA, clientMessageId: "c-1", message: "I have to go" });
  expect((await listQueue(agent.ctx, {}))[0]).toMatchObject({
    sessionId: first.sessionId,
    position: 1,
    reason: "Left a message",
    visitorName: "Ada",
    visitorEmail: "ada@example.com",
  });
  await until(() => heard.some(({ type }) => type === "queue.changed"));
  const before = heard.length;
  await leaveMessage(own.visitor, { ...first, ...ADA, clientMessageId: "c-2", message: "And this" });
  await core.deps.background.idle();
  expect(heard.slice(before).filter(({ type }) => type === "queue.changed")).toEqual([]);
});

test("to a chat that ended it opens it, into the queue", async () => {
  const key = { ...(await startChat(account)), clientMessageId: "c-1" };
  await endChat(account.visitor, key);
  await leave(key);
  expect(await joinSession(account.visitor, key)).toMatchObject({ state: "queued" });
});

test("in a chat that an agent has it is a message to the agent, and calls for no other", async () => {
  const agent = await makeAgent(account);
  const key = { ...(await holdChat(account, agent)), clientMessageId: "c-1" };
  await leave(key, "Are you there?");
  expect(await joinSession(account.visitor, key)).toMatchObject({ state: "agent" });
  const { messages } = await showHistory(agent.ctx, { sessionId: key.sessionId });
  expect(messages.at(-1)).toMatchObject({ text: "Are you there?" });
});

test("repeated after an agent had the chat it calls for nobody again", async () => {
  const agent = await makeAgent(account);
  for (const end of [returnToAi, closeChat]) {
    const key = fresh();
    await leave(key);
    await acceptChat(agent.ctx, { sessionId: key.sessionId });
    await end(agent.ctx, { sessionId: key.sessionId });
    const { state } = await joinSession(account.visitor, key);
    expect(await leave(key)).toMatchObject({ duplicate: true });
    expect(await joinSession(account.visitor, key)).toMatchObject({ state });
    expect(await mailsOf(key.sessionId)).toHaveLength(1);
  }
});

test("one that broke off after it was stored is brought to its end by its repeat", async () => {
  const key = fresh();
  await leave(key);
  await readRows(core, `DELETE FROM mails WHERE session_id = '${key.sessionId}'`);
  const back = "status = 'active', ai_mode = 1, escalated_at = NULL, escalation_reason = NULL, epoch = epoch + 1";
  await readRows(core, `UPDATE sessions SET ${back} WHERE session_id = '${key.sessionId}'`);
  expect(await leave(key)).toMatchObject({ duplicate: true });
  expect(await joinSession(account.visitor, key)).toMatchObject({ state: "queued" });
  expect(await mailsOf(key.sessionId)).toHaveLength(1);
});

test("bad input names every field and changes nothing", async () => {
  const key = fresh();
  await expect(leaveMessage(account.visitor, { ...key, visitorName: "n".repeat(256), message: " " })).rejects.toMatchObject({
    fields: { visitorName: "Name must be at most 255 characters", visitorEmail: "Email is required", message: "Message is required" },
  });
  for (const visitorEmail of ["ada", "ada@example.com, eve@example.com", "ada@example.com\r\nBcc: eve@example.com", "<ada@example.com>"]) {
    await expect(leaveMessage(account.visitor, { ...key, visitorEmail, message: "Hello" })).rejects.toMatchObject({
      fields: { visitorEmail: "Email is invalid" },
    });
  }
  await expect(leaveMessage(account.visitor, { ...key, ...ADA, message: "m".repeat(4001) })).rejects.toMatchObject({
    fields: { message: "Message must be at most 4000 characters" },
  });
  expect(await readRows(core, `SELECT id FROM sessions WHERE session_id = '${key.sessionId}'`)).toEqual([]);
});

test("another visitor's chat, another widget's and a foreign website are refused, and stay as they are", async () => {
  const other = await makeAccount(core);
  const guarded = fresh();
  await joinSession(account.visitor, { ...guarded, visitorSecret: "s".repeat(32) });
  await expect(leave(guarded)).rejects.toMatchObject({ reason: "SESSION_FOREIGN" });
  await expect(leave({ ...guarded, siteKey: other.widget.siteKey })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
  await expect(leave({ ...fresh(), siteKey: "widget-unknown" })).rejects.toMatchObject({ reason: "WIDGET_UNKNOWN" });
  await updateWidget(other.admin, { siteKey: other.widget.siteKey, allowedDomains: ["shop.example"] });
  const elsewhere = { ...other.visitor, caller: { address: null, website: "evil.example" } };
  await expect(leaveMessage(elsewhere, { ...fresh(other), ...ADA, message: "Hello" })).rejects.toMatchObject({
    reason: "WEBSITE_NOT_ALLOWED",
  });
  expect(await joinSession(account.visitor, { ...guarded, visitorSecret: "s".repeat(32) })).toMatchObject({
    state: "assistant",
    messages: [],
  });
});

test("where no mail server is set, it waits in the queue and nothing is kept to be mailed", async () => {
  const silent = await testCore();
  const own = await makeAccount(silent);
  const key = fresh(own);
  await leave(key, "Hello", own);
  expect(await mailsOf(key.sessionId)).toEqual([]);
  expect(await joinSession(own.visitor, key)).toMatchObject({ state: "queued", sendsMail: false });
});

test("a flood of messages is all stored, and an admin is mailed of sixty an hour", async () => {
  const own = await makeAccount(core);
  for (let round = 0; round < 7; round++) await Promise.all(Array.from({ length: 10 }, () => leave(fresh(own), "Flood", own)));
  const [{ mails } = { mails: 0 }] = await readRows<{ mails: number }>(
    core,
    `SELECT COUNT(*) mails FROM mails WHERE site_key = '${own.widget.siteKey}'`,
  );
  // Ten at once may each be the sixtieth.
  expect(Number(mails)).toBeWithin(60, 70);
  const [{ waiting } = { waiting: 0 }] = await readRows<{ waiting: number }>(
    core,
    `SELECT COUNT(*) waiting FROM sessions WHERE site_key = '${own.widget.siteKey}' AND status = 'waiting'`,
  );
  expect(Number(waiting)).toBe(70);
});
