import { afterAll, beforeEach, expect, test } from "bun:test";
import { claimMail, insertMail, listDueMails, postponeMail, withTransaction } from "@chat/db";
import { ownDatabase } from "@chat/db/testing";
import { closeTestCores, gate, makeAccount, newSessionId, readRows, until } from "../../testing";
import { startMailServer } from "../../testing-smtp";
import { deleteWidget, randomId, sendVisitorMessage } from "..";
import { retryAfterMs } from "./deliver";
import { storeLeftMessageMail } from "./outbox";
import { mailingCore, PUBLIC_URL } from "./testing";

const database = await ownDatabase();
const smtp = await startMailServer();
const { core, lines } = await mailingCore(smtp, database);
const other = await mailingCore(smtp, database);
afterAll(async () => {
  await closeTestCores();
  await database.close();
});
beforeEach(() => {
  for (const key of Object.keys(smtp.behaviour)) delete smtp.behaviour[key as keyof typeof smtp.behaviour];
});

const account = await makeAccount(core);
const SECRET_TEXT = "My door code is 4711";

/** A mail about a message of a chat of its own. @returns its session, by which its mail is known */
async function storeMail(of = account): Promise<string> {
  const key = { siteKey: of.widget.siteKey, sessionId: newSessionId() };
  const { message } = await sendVisitorMessage(of.visitor, { ...key, text: SECRET_TEXT });
  await storeLeftMessageMail(core.deps, { ...key, messageId: message.id });
  return key.sessionId;
}

interface Row {
  id: number;
  state: string;
  attempts: number;
  waits: number;
}
const rowOf = async (sessionId: string) =>
  (
    await readRows<Row>(
      core,
      `SELECT id, state, attempts, timestampdiff(microsecond, utc_timestamp(3), due_at) / 1000 waits FROM mails WHERE session_id = '${sessionId}'`,
    )
  )[0];
const stateOf = async (sessionId: string) => (await rowOf(sessionId))?.state;
const makeDue = (sessionId: string) => readRows(core, `UPDATE mails SET due_at = utc_timestamp(3) WHERE session_id = '${sessionId}'`);
const receivedOf = (sessionId: string) => smtp.received.filter(({ source }) => source.replaceAll("=\r\n", "").includes(sessionId));

test("two processes send each of thirty mails once", async () => {
  const sessionIds = await Promise.all(Array.from({ length: 30 }, () => storeMail()));
  await until(async () => (await Promise.all(sessionIds.map(stateOf))).every((state) => state === "sent"), 20_000);
  expect(sessionIds.map((sessionId) => receivedOf(sessionId).length)).toEqual(sessionIds.map(() => 1));
}, 30_000);

test("the same mail, stored twice, is one", async () => {
  const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
  const { message } = await sendVisitorMessage(account.visitor, { ...key, text: SECRET_TEXT });
  const about = { ...key, messageId: message.id };
  await Promise.all([1, 2, 3].map(() => storeLeftMessageMail(core.deps, about)));
  await until(async () => (await stateOf(key.sessionId)) === "sent");
  await storeLeftMessageMail(core.deps, about);
  expect(await readRows(core, `SELECT id FROM mails WHERE session_id = '${key.sessionId}'`)).toHaveLength(1);
  expect(receivedOf(key.sessionId)).toHaveLength(1);
});

test("a mail that is refused for now is tried again later, and then it arrives", async () => {
  smtp.behaviour.refuseMail = { code: 451 };
  const sessionId = await storeMail();
  await until(async () => ((await rowOf(sessionId))?.attempts ?? 0) === 1 && ((await rowOf(sessionId))?.waits ?? 0) < 31_000);
  const row = await rowOf(sessionId);
  expect(row).toMatchObject({ state: "pending", attempts: 1 });
  expect(Number(row?.waits)).toBeWithin(20_000, 30_001);
  delete smtp.behaviour.refuseMail;
  await makeDue(sessionId);
  await until(async () => (await stateOf(sessionId)) === "sent");
  expect(receivedOf(sessionId)).toHaveLength(1);
});

test("the wait grows, and ends after fifteen hours", () => {
  const waits = Array.from({ length: 7 }, (_, index) => retryAfterMs(index + 1) / 1000);
  expect(waits).toEqual([30, 120, 480, 1920, 7680, 21_600, 21_600]);
  expect(waits.reduce((sum, wait) => sum + wait, 0) / 3600).toBeWithin(14, 16);
});

test("after eight attempts it is given up, and not tried again", async () => {
  smtp.behaviour.refuseRecipient = { code: 450 };
  const sessionId = await storeMail();
  await readRows(core, `UPDATE mails SET attempts = 7 WHERE session_id = '${sessionId}'`);
  await until(async () => (await stateOf(sessionId)) === "dead");
  delete smtp.behaviour.refuseRecipient;
  expect(await rowOf(sessionId)).toMatchObject({ state: "dead" });
  expect(receivedOf(sessionId)).toEqual([]);
});

test("a mail that the server will never take is given up at once", async () => {
  smtp.behaviour.refuseRecipient = { code: 550 };
  const sessionId = await storeMail();
  await until(async () => (await stateOf(sessionId)) === "dead");
  expect(await rowOf(sessionId)).toMatchObject({ attempts: 1 });
});

test("what a process claimed and left is sent by another when its time is over, and not before", async () => {
  const { siteKey } = account.widget;
  const key = { siteKey, sessionId: newSessionId() };
  const { message } = await sendVisitorMessage(account.visitor, { ...key, text: SECRET_TEXT });
  const mail = { ...key, messageId: message.id, kind: "left_message", mailKey: "left", recipient: null, createdAt: new Date() } as const;
  // Claimed before anyone sees it, as by a process that died then.
  const id = await withTransaction(core.deps.db, async (tx) => {
    await insertMail(tx, mail);
    const [mine = 0] = (await listDueMails(tx, 100)).slice(-1);
    expect(await claimMail(tx, mine, "gone", 1_500)).toMatchObject({ ...key, attempts: 1 });
    return mine;
  });
  const claims = Array.from({ length: 5 }, () => claimMail(core.deps.db, id, randomId(), 60_000));
  expect(await Promise.all(claims)).toEqual(claims.map(() => undefined));
  expect(receivedOf(key.sessionId)).toEqual([]);
  await until(async () => (await stateOf(key.sessionId)) === "sent");
  expect(await rowOf(key.sessionId)).toMatchObject({ attempts: 2 });
  expect(receivedOf(key.sessionId)).toHaveLength(1);
  // Whose claim it was has nothing more to say about it.
  await postponeMail(core.deps.db, id, "gone", 0);
  expect(await stateOf(key.sessionId)).toBe("sent");
});

test("of many who claim a due mail at once one gets it", async () => {
  const { siteKey } = account.widget;
  const key = { siteKey, sessionId: newSessionId() };
  const { message } = await sendVisitorMessage(account.visitor, { ...key, text: SECRET_TEXT });
  const mail = { ...key, messageId: message.id, kind: "left_message", mailKey: "left", recipient: null, createdAt: new Date() } as const;
  await insertMail(core.deps.db, mail);
  const [{ id } = { id: 0 }] = await readRows<{ id: number }>(core, `SELECT id FROM mails WHERE session_id = '${key.sessionId}'`);
  const claims = await Promise.all(Array.from({ length: 20 }, () => claimMail(core.deps.db, id, randomId(), 60_000)));
  // The workers of this suite may have been first.
  expect(claims.filter((claim) => claim !== undefined).length).toBeLessThanOrEqual(1);
});

test("a mail of a chat that is deleted goes with it", async () => {
  smtp.behaviour.refuseMail = { code: 451 };
  const own = await makeAccount(core);
  const sessionId = await storeMail(own);
  await deleteWidget(own.admin, { siteKey: own.widget.siteKey });
  expect(await rowOf(sessionId)).toBeUndefined();
});

test("a process that is killed while it sends leaves its mail to the others", async () => {
  const { opened: mayGo, open } = gate();
  const { opened: reached, open: reach } = gate();
  const slow = await startMailServer();
  slow.behaviour.before = () => {
    reach();
    return mayGo;
  };
  const own = await ownDatabase();
  const quiet = await mailingCore({ url: "smtp://127.0.0.1:1" }, own);
  const them = await makeAccount(quiet.core);
  const key = { siteKey: them.widget.siteKey, sessionId: newSessionId() };
  const { message } = await sendVisitorMessage(them.visitor, { ...key, text: SECRET_TEXT });
  await quiet.core.close();
  await storeLeftMessageMail(quiet.core.deps, { ...key, messageId: message.id });

  const program = `
    import { openDatabase } from "@chat/db";
    import { createCore, createSmtpSender } from "./core";
    const { db, batches } = openDatabase(${JSON.stringify(own.address)});
    createCore({ db, batches, tokenSecret: new Uint8Array(32), tokenDays: 7, agentGraceSeconds: 60, uploadsDir: "/nonexistent", log() {},
      attempts: { store: {}, max: 1 }, mail: createSmtpSender({ url: ${JSON.stringify(slow.url)}, from: "a@acme.example", publicUrl: ${JSON.stringify(PUBLIC_URL)} }) });`;
  const child = Bun.spawn([process.execPath, "-e", program], { cwd: `${import.meta.dir}/../..`, stderr: "inherit" });
  await reached;
  child.kill("SIGKILL");
  await child.exited;
  open();
  const [left] = await readRows<{ state: string; attempts: number; waits: number }>(
    quiet.core,
    "SELECT state, attempts, timestampdiff(second, utc_timestamp(3), due_at) waits FROM mails",
  );
  expect(left).toMatchObject({ state: "pending", attempts: 1 });
  expect(Number(left?.waits)).toBeWithin(100, 151);

  const before = smtp.received.length;
  const heir = await mailingCore(smtp, own);
  await readRows(heir.core, "UPDATE mails SET due_at = utc_timestamp(3)");
  await until(async () => (await readRows<{ state: string }>(heir.core, "SELECT state FROM mails"))[0]?.state === "sent");
  expect(smtp.received.length - before).toBe(1);
  await heir.core.close();
  await own.close();
}, 30_000);

test("no log line has anyone's words or address", () => {
  const all = [...lines, ...other.lines].join("\n");
  expect(all).toContain("a mail could not be sent");
  expect(all).toContain("a mail was given up");
  expect(all).not.toContain("4711");
  expect(all).not.toContain("@");
});
