import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { openDatabase } from "../client";
import { startPrivateDatabase } from "../embedded";
import { migrateDatabase } from "../migrate";
import { listMessagesAfter, type NewMessage } from "../queries";
import { makeShop, startSession } from "../testing/history";

// A server of its own: who may do what is the whole server's.
const directory = mkdtempSync(join(tmpdir(), "batches-"));
const own = await startPrivateDatabase({ directory, database: "chat", durable: false });
await migrateDatabase(own.address);
const { db, batches, close } = openDatabase(own.address);
const others: { close(): Promise<void> }[] = [];

afterAll(async () => {
  await Promise.all([close(), ...others.map((other) => other.close())]);
  await own.stop();
  rmSync(directory, { recursive: true, force: true });
});

const shop = await makeShop(db);
const sessionId = await startSession(db, shop.siteKeys[0] as string);
const seen = await batches.begin({ sessionIds: [sessionId], siteKeys: [], withNewest: false, skipLocked: false });
await seen.cancel();

const rowOf = (message: string): NewMessage => ({
  sessionId,
  senderType: "visitor",
  senderId: null,
  message,
  metadata: null,
  clientMessageId: null,
  createdAt: new Date(1_700_000_000_000),
});
const stored = async () => (await listMessagesAfter(db, sessionId, 0)).map(({ text }) => text);

test("where no connection is let in nothing was sent, and nothing is in doubt", async () => {
  const nowhere = openDatabase({ ...own.address, socketPath: join(directory, "nobody-listens.sock") });
  others.push(nowhere);
  let isSent = false;
  const storing = nowhere.batches.storeUnchanged(seen, false, [rowOf("unsent")], () => {
    isSent = true;
  });
  await expect(storing).rejects.toMatchObject({ code: "ENOENT" });
  expect(isSent).toBe(false);
  expect(await stored()).toEqual([]);
});

test("where what is read beside fails, nothing is stored", async () => {
  const administrator = await createConnection(own.address);
  others.push({ close: () => administrator.end() });
  await administrator.query("CREATE USER half@localhost");
  // Enough to store a message, and not to read one.
  await administrator.query("GRANT SELECT, UPDATE ON chat.sessions TO half@localhost");
  await administrator.query("GRANT INSERT ON chat.messages TO half@localhost");
  const half = openDatabase({ ...own.address, user: "half" });
  others.push(half);
  const store = (withNewest: boolean, text: string) => half.batches.storeUnchanged(seen, withNewest, [rowOf(text)], () => {});
  await expect(store(true, "half")).rejects.toMatchObject({ code: "ER_TABLEACCESS_DENIED_ERROR" });
  expect(await stored()).toEqual([]);
  expect((await store(false, "alone"))?.ids).toHaveLength(1);
  expect(await stored()).toEqual(["alone"]);
});
