import { afterAll, expect, test } from "bun:test";
import { readCursors } from "@chat/db";
import { ownDatabase } from "@chat/db/testing";
import { closeTestCores, makeAccount, newSessionId, readRows, type TestAccount, testCore } from "../../testing";
import { showOverview } from "..";
import { createRollUp } from "./roll-up";

// Of its own: how far rows are rolled up depends on all that anyone wrote in the last seconds.
const database = await ownDatabase();
afterAll(async () => {
  await closeTestCores();
  await database.close();
});

const core = await testCore({ db: database.db, batches: database.batches });
const { db } = core.deps;

/** Rows as any client of the documented tables could have written them: a question and its answer after 10 seconds, again and again. */
async function write(account: TestAccount, chats: number, pairsInEach: number): Promise<void> {
  for (let chat = 0; chat < chats; chat++) {
    const sessionId = newSessionId();
    await readRows(core, `INSERT INTO sessions (session_id, site_key) VALUES ('${sessionId}', '${account.widget.siteKey}')`);
    const lines = Array.from({ length: pairsInEach }, (_, pair) => {
      const at = 1_700_000_000 + pair * 60;
      return `('${sessionId}', 'visitor', 'x', FROM_UNIXTIME(${at})), ('${sessionId}', 'ai', 'x', FROM_UNIXTIME(${at + 10}))`;
    });
    await readRows(core, `INSERT INTO messages (session_id, sender_type, message, created_at) VALUES ${lines.join(",")}`);
  }
}

async function tailRows(): Promise<number> {
  const cursor = (await readCursors(db, 0)).find(({ source }) => source === "messages");
  return cursor ? cursor.newestId - cursor.foldedTo : 0;
}

test("whoever asks after a flood of rows gets exact numbers, and leaves a short way to those who ask next", async () => {
  const account = await makeAccount(core);
  await write(account, 4, 1_500);
  const asked = await Promise.all(Array.from({ length: 20 }, () => showOverview(account.admin, {})));
  for (const overview of asked) expect(overview).toMatchObject({ totalChats: 4, totalMessages: 12_000, averageResponseSeconds: 10 });
  expect(await tailRows()).toBeLessThanOrEqual(200);
});

test("a roll-up that was told to end leaves the rest to the next", async () => {
  const account = await makeAccount(core);
  const pace = { batchRows: 10, keepRows: 0, settleSeconds: 60 };
  await createRollUp(db, pace).forward();
  // So few that the core's own roll-up lets them be.
  await write(account, 2, 40);
  const ending = createRollUp(db, pace);
  ending.stop();
  await ending.forward();
  expect(await tailRows()).toBe(160);
  await createRollUp(db, pace).forward();
  expect(await tailRows()).toBe(0);
  expect(await showOverview(account.admin, {})).toMatchObject({ totalChats: 2, totalMessages: 160, averageResponseSeconds: 10 });
});
