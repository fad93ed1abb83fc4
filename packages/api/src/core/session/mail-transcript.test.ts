import { afterAll, expect, test } from "bun:test";
import { ownDatabase } from "@chat/db/testing";
import { LIMITS } from "../../contract";
import {
  closeTestCores,
  countInMemory,
  holdChat,
  makeAccount,
  makeAgent,
  newSessionId,
  readRows,
  startChat,
  testCore,
  until,
} from "../../testing";
import { bodiesOf, startMailServer } from "../../testing-smtp";
import { joinSession, mailTranscript, sendAgentMessage } from "..";
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

const ADA = { visitorEmail: "ada@example.com" };
const mailsOf = (sessionId: string) => readRows<{ id: number }>(core, `SELECT id FROM mails WHERE session_id = '${sessionId}'`);

test("a visitor is mailed what was said in its chat, and nobody else is", async () => {
  const agent = await makeAgent(account, "Sam Support");
  const key = await holdChat(account, agent);
  await sendAgentMessage(agent.ctx, { sessionId: key.sessionId, text: "It leaves <today>" });
  await mailTranscript(account.visitor, { ...key, ...ADA });
  await until(() => smtp.received.length === 1);
  const [mail] = smtp.received;
  expect(mail).toMatchObject({ to: ["ada@example.com"] });
  expect(mail?.headers.get("subject")).toBe("Your chat with Test shop");
  expect(mail && bodiesOf(mail).text).toContain("It leaves <today>");
});

test("a chat in which nothing was said is not mailed", async () => {
  const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
  await expect(mailTranscript(account.visitor, { ...key, ...ADA })).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
  await joinSession(account.visitor, key);
  await expect(mailTranscript(account.visitor, { ...key, ...ADA })).rejects.toMatchObject({ reason: "SESSION_EMPTY" });
  expect(await mailsOf(key.sessionId)).toEqual([]);
});

test("it is mailed so often an hour, also when it is asked for at once, and then refused", async () => {
  const key = await startChat(account);
  const results = await Promise.allSettled(
    Array.from({ length: LIMITS.transcriptsPerHourMax + 3 }, () => mailTranscript(account.visitor, { ...key, ...ADA })),
  );
  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.reason] : []));
  expect(refused).toEqual(["MAIL_LIMIT", "MAIL_LIMIT", "MAIL_LIMIT"]);
  expect(await mailsOf(key.sessionId)).toHaveLength(LIMITS.transcriptsPerHourMax);
});

test("where no mail server is set it is refused, and nothing is kept", async () => {
  const silent = await testCore();
  const own = await makeAccount(silent);
  const key = await startChat(own);
  await expect(mailTranscript(own.visitor, { ...key, ...ADA })).rejects.toMatchObject({ reason: "MAIL_OFF" });
  expect(await mailsOf(key.sessionId)).toEqual([]);
});

test("another visitor's chat, and what is no address, are refused by name and change nothing", async () => {
  const key = await startChat(account);
  const guarded = { siteKey: key.siteKey, sessionId: newSessionId() };
  await joinSession(account.visitor, { ...guarded, visitorSecret: "s".repeat(32) });
  await expect(mailTranscript(account.visitor, { ...guarded, ...ADA })).rejects.toMatchObject({ reason: "SESSION_FOREIGN" });
  for (const visitorEmail of ["ada", "", "ada@example.com, eve@example.com", "ada@example.com\r\nBcc: eve@example.com"])
    await expect(mailTranscript(account.visitor, { ...key, visitorEmail })).rejects.toMatchObject({
      fields: { visitorEmail: expect.any(String) },
    });
  expect(await mailsOf(key.sessionId)).toEqual([]);
});

test("one address has mails sent to others so often, whatever the chat, and then no more", async () => {
  const { core: own } = await mailingCore(smtp, { ...database, attempts: { store: countInMemory(), max: 2 } });
  const shop = await makeAccount(own);
  const from = (address: string) => ({ ...shop.visitor, caller: { ...shop.visitor.caller, address } });
  const ask = async (address: string) => mailTranscript(from(address), { ...(await startChat(shop)), ...ADA });
  await ask("192.0.2.1");
  await ask("192.0.2.1");
  await expect(ask("192.0.2.1")).rejects.toMatchObject({ reason: "RATE_LIMITED" });
  await ask("192.0.2.2");
});

test("an account's chats are mailed so often an hour, also when all of them ask at once", async () => {
  const shop = await makeAccount(core);
  const keys = await Promise.all(Array.from({ length: LIMITS.transcriptsOfAccountPerHourMax + 5 }, () => startChat(shop)));
  const results = await Promise.allSettled(keys.map((key) => mailTranscript(shop.visitor, { ...key, ...ADA })));
  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason.reason] : []));
  expect(refused).toEqual(Array.from({ length: 5 }, () => "MAIL_LIMIT"));
}, 60_000);
