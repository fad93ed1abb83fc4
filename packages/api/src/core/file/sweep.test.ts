import { afterAll, expect, test } from "bun:test";
import { exists, utimes } from "node:fs/promises";
import { closeTestCores, makeAccount, newSessionId, queueChat, readRows, testCore } from "../../testing";
import { deleteWidget, joinSession, NotFound, showFile } from "..";
import { answerOverdue } from "../assistant/catch-up";
import { sweepFiles } from "./sweep";
import { keyOf, PNG, receive, send, store } from "./testing";

const core = await testCore();
afterAll(closeTestCores);

interface Chat {
  siteKey: string;
  sessionId: string;
  accountId: number;
}
const DAY = "INTERVAL 25 HOUR";
const rows = (key: string) => readRows<{ message_id: number | null }>(core, `SELECT message_id FROM files WHERE file_key = '${key}'`);

test("the files of a deleted widget are shown to nobody from then on, and the sweep takes their bytes", async () => {
  const account = await makeAccount(core);
  const other = await makeAccount(core);
  const [gone, stays] = [await send(account.visitor, await queueChat(account)), await send(other.visitor, await queueChat(other))];
  const { path } = await showFile(account.visitor, { key: keyOf(gone) });
  await deleteWidget(account.admin, { siteKey: account.widget.siteKey });
  expect(showFile(account.visitor, { key: keyOf(gone) })).rejects.toThrow(NotFound);
  expect(await exists(path)).toBe(true);
  await Promise.all([sweepFiles(core.deps), sweepFiles((await testCore()).deps)]);
  expect(await exists(path)).toBe(false);
  expect(await rows(keyOf(gone))).toEqual([]);
  expect((await showFile(other.visitor, { key: keyOf(stays) })).size).toBe(PNG.length);
});

test.each([
  ["chat", ({ sessionId }: Chat) => `DELETE FROM sessions WHERE session_id = '${sessionId}'`],
  ["widget", ({ siteKey }: Chat) => `DELETE FROM widget_configs WHERE site_key = '${siteKey}'`],
  ["account", ({ accountId }: Chat) => `DELETE FROM users WHERE id = ${accountId}`],
])("with its %s deleted, a file is shown to nobody, and the sweep takes its bytes and no other's", async (_, deletion) => {
  const [account, other] = [await makeAccount(core), await makeAccount(core)];
  const chat = await queueChat(account);
  const [gone, stays] = [await send(account.visitor, chat), await send(other.visitor, await queueChat(other))];
  const { path } = await showFile(account.visitor, { key: keyOf(gone) });
  await readRows(core, deletion({ ...chat, accountId: account.admin.actor.accountId }));
  await expect(showFile(account.visitor, { key: keyOf(gone) })).rejects.toThrow(NotFound);
  await sweepFiles(core.deps);
  expect([await exists(path), await rows(keyOf(gone))]).toEqual([false, []]);
  expect(await exists((await showFile(other.visitor, { key: keyOf(stays) })).path)).toBe(true);
});

test("what a crash left of an upload is swept a day later: a row alone, and bytes with a row", async () => {
  const account = await makeAccount(core);
  const { sessionId } = await queueChat(account);
  const register = (key: string) =>
    readRows(
      core,
      `INSERT INTO files (file_key, session_id, client_message_id, name, media_type, size, created_at) VALUES ('${key}', '${sessionId}', '~file-${key}', 'a.png', 'image/png', 70, NOW())`,
    );
  const [alone, kept] = ["a".repeat(24), "b".repeat(24)];
  await register(alone);
  await register(kept);
  await store.keep(await receive(PNG), kept);
  await sweepFiles(core.deps);
  expect([(await rows(alone)).length, (await rows(kept)).length, await store.locate(kept)]).toEqual([1, 1, expect.any(String)]);
  await readRows(core, `UPDATE files SET created_at = created_at - ${DAY} WHERE session_id = '${sessionId}'`);
  await sweepFiles(core.deps);
  expect([await rows(alone), await rows(kept), await store.locate(kept)]).toEqual([[], [], null]);
});

test("a file whose message is stored stays, also when the process died before it was noted", async () => {
  const account = await makeAccount(core);
  const key = await queueChat(account);
  const sent = await send(account.visitor, key);
  await readRows(core, `UPDATE files SET message_id = NULL, created_at = created_at - ${DAY} WHERE session_id = '${key.sessionId}'`);
  await sweepFiles(core.deps);
  expect(await rows(keyOf(sent))).toEqual([{ message_id: sent.messageId }]);
  expect((await showFile(account.visitor, { key: keyOf(sent) })).size).toBe(PNG.length);
});

test("a row whose message shows another upload's file goes", async () => {
  const account = await makeAccount(core);
  const key = { ...(await queueChat(account)), clientMessageId: "twice" };
  const sent = await send(account.visitor, key);
  const late = "c".repeat(24);
  await readRows(
    core,
    `INSERT INTO files (file_key, session_id, client_message_id, name, media_type, size, created_at) VALUES ('${late}', '${key.sessionId}', 'twice', 'a.png', 'image/png', 70, NOW() - ${DAY})`,
  );
  await sweepFiles(core.deps);
  expect(await rows(late)).toEqual([]);
  expect(await rows(keyOf(sent))).toHaveLength(1);
});

test("what arrived and was never kept is taken off the disk a day later", async () => {
  const [old, young] = [await receive(PNG), await receive(PNG)];
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  await utimes(old.path, yesterday, yesterday);
  await sweepFiles(core.deps);
  expect([await exists(old.path), await exists(young.path)]).toEqual([false, true]);
  await young.discard();
});

test("a file that a crash left without the offer of a person is answered once; later ones are not looked for again", async () => {
  const account = await makeAccount(core);
  const key = { siteKey: account.widget.siteKey, sessionId: newSessionId() };
  const age = () =>
    readRows(core, `UPDATE messages SET created_at = created_at - INTERVAL 60 SECOND WHERE session_id = '${key.sessionId}'`);
  const textsOf = async () => (await joinSession(account.visitor, key)).messages.map(({ text }) => text);
  await send(account.visitor, { ...key, name: "one.png" });
  await core.deps.background.idle();
  await readRows(core, `DELETE FROM messages WHERE session_id = '${key.sessionId}' AND sender_type = 'ai'`);
  await age();
  await answerOverdue(core.deps, 5_000);
  const offer = expect.stringContaining("can't look at files");
  expect(await textsOf()).toEqual(["one.png", offer]);
  await send(account.visitor, { ...key, name: "two.png" });
  await core.deps.background.idle();
  await age();
  await answerOverdue(core.deps, 5_000);
  expect(await textsOf()).toEqual(["one.png", offer, "two.png"]);
});
