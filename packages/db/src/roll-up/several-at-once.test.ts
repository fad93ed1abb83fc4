import { afterAll, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import type { DbOrTx } from "../client";
import { putRating } from "../queries";
import { deleteWidget } from "../queries/widgets";
import { ownDatabase } from "../testing";
import { connectionAt, makeShop, type Shop, say, startSession } from "../testing/history";
import { measureAccount } from "../testing/measure-account";
import { plainReportOfAccount } from "../testing/plain-reports";
import { withTransaction } from "../transaction";
import { type Cursor, fold, readCursors } from ".";

const database = await ownDatabase();
const { db } = database;
afterAll(database.close);

/** Nothing is too young to be folded. */
const AT_ONCE = { batchRows: 1_000, keepRows: 0, settleSeconds: 0 };

const cursorOf = async (source: Cursor["source"]) => (await readCursors(db, 0)).find((cursor) => cursor.source === source) as Cursor;

/** Twice and once more: what was seen the first time has settled the second, and is folded the third. */
async function foldAll(): Promise<void> {
  for (let round = 0; round < 3; round++) for (const cursor of await readCursors(db, 0)) await fold(db, cursor, AT_ONCE);
}

async function expectPlainNumbers({ accountId }: Shop): Promise<void> {
  const [measured, plain] = [await measureAccount(db, accountId), await plainReportOfAccount(db, accountId)];
  expect({ ...measured, meanReplySeconds: null }).toEqual({ ...plain, meanReplySeconds: null });
  if (plain.meanReplySeconds === null) expect(measured.meanReplySeconds).toBeNull();
  else expect(measured.meanReplySeconds).toBeCloseTo(plain.meanReplySeconds, 3);
}

/** A transaction that stays open until it is told to end. */
async function openTransaction(work: (tx: DbOrTx) => Promise<void>): Promise<{ commit(): Promise<void> }> {
  const worked = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  const ended = db.transaction(async (tx) => {
    await work(tx);
    worked.resolve();
    await told.promise;
  });
  await Promise.race([worked.promise, ended]);
  return {
    async commit() {
      told.resolve();
      await ended;
    },
  };
}

test("a message committed after one with a greater id is counted, whatever was folded meanwhile", async () => {
  const shop = await makeShop(db);
  const [early, late] = [await startSession(db, shop.siteKeys[0] as string), await startSession(db, shop.siteKeys[1] as string)];
  const slow = await openTransaction((tx) => say(tx, { sessionId: early, by: "visitor", at: 100 }));
  await say(db, { sessionId: late, by: "visitor", at: 200 });
  await say(db, { sessionId: late, by: "ai", at: 210 });
  await foldAll();
  const { foldedTo, newestId } = await cursorOf("messages");
  expect(newestId - foldedTo).toBe(3);
  await expectPlainNumbers(shop);
  await slow.commit();
  await expectPlainNumbers(shop);
  await say(db, { sessionId: early, by: "ai", at: 107 });
  await foldAll();
  expect(await cursorOf("messages")).toMatchObject({ foldedTo: newestId + 1 });
  await expectPlainNumbers(shop);
  expect(await measureAccount(db, shop.accountId)).toMatchObject({ messages: 4, meanReplySeconds: 8.5 });
});

test("an insert that came to nothing does not hold the sums back once it has settled", async () => {
  const shop = await makeShop(db);
  const sessionId = await startSession(db, shop.siteKeys[0] as string);
  await foldAll();
  const inVain = db.transaction(async (tx) => {
    await say(tx, { sessionId, by: "visitor", at: 100 });
    tx.rollback();
  });
  await expect(inVain).rejects.toThrow();
  await say(db, { sessionId, by: "visitor", at: 200 });
  const before = await cursorOf("messages");
  expect(await fold(db, before, { ...AT_ONCE, settleSeconds: 60 })).toBe(0);
  await foldAll();
  expect((await cursorOf("messages")).foldedTo).toBe(before.newestId);
  await expectPlainNumbers(shop);
});

test("a roll-up that dies halfway has added nothing", async () => {
  const shop = await makeShop(db);
  const siteKey = shop.siteKeys[0] as string;
  const sessionId = await startSession(db, siteKey);
  await say(db, { sessionId, by: "visitor", at: 100 });
  await foldAll();
  await say(db, { sessionId, by: "ai", at: 130 });
  const before = await cursorOf("messages");
  const holder = await openTransaction(async (tx) => {
    await tx.execute(sql`SELECT * FROM rollup_unanswered WHERE session_id = ${sessionId} FOR UPDATE`);
  });
  const folding = Promise.allSettled([fold(db, before, AT_ONCE)]);
  // As the death of its process would end it.
  const connection = await connectionAt(db, /DELETE FROM `rollup_unanswered`/);
  await db.execute(sql.raw(`KILL ${connection}`));
  expect((await folding)[0].status).toBe("rejected");
  await holder.commit();
  expect((await cursorOf("messages")).foldedTo).toBe(before.foldedTo);
  await expectPlainNumbers(shop);
  await foldAll();
  await expectPlainNumbers(shop);
  expect(await measureAccount(db, shop.accountId)).toMatchObject({ messages: 2, meanReplySeconds: 30 });
});

test("while processes write, roll up and rate at once, no answer misses what was stored before it was asked", async () => {
  const shop = await makeShop(db);
  const siteKey = shop.siteKeys[0] as string;
  let [begun, stored, isOver] = [0, 0, false];
  const writer = async () => {
    const sessionId = await startSession(db, siteKey);
    for (let line = 0; line < 25; line++) {
      begun += 1;
      await say(db, { sessionId, by: line % 3 === 2 ? "ai" : "visitor", at: 1_000 + line * 7 });
      stored += 1;
      const rating = { sessionId, siteKey, agentId: shop.agentIds[line % 2] as number, score: 1 + (line % 5), comment: null };
      if (line % 6 === 5) await withTransaction(db, (tx) => putRating(tx, rating));
    }
  };
  const roller = async () => {
    while (!isOver) for (const cursor of await readCursors(db, 0)) await fold(db, cursor, { ...AT_ONCE, batchRows: 7 });
  };
  const asker = async () => {
    while (!isOver) {
      const before = stored;
      const { messages } = await measureAccount(db, shop.accountId);
      expect(messages).toBeGreaterThanOrEqual(before);
      expect(messages).toBeLessThanOrEqual(begun);
    }
  };
  const others = Promise.all([roller(), roller(), asker()]);
  await Promise.all(Array.from({ length: 4 }, writer)).finally(() => {
    isOver = true;
  });
  await others;
  await expectPlainNumbers(shop);
  await foldAll();
  await expectPlainNumbers(shop);
});

test("a widget deleted while its chats are rolled up leaves no sums behind", async () => {
  const { accountId, siteKeys } = await makeShop(db);
  const [doomed, kept] = siteKeys as [string, string];
  for (const siteKey of [doomed, kept, doomed, doomed]) {
    const sessionId = await startSession(db, siteKey);
    for (const by of ["visitor", "ai", "visitor"] as const) await say(db, { sessionId, by, at: 100 });
  }
  const folding = (async () => {
    for (let round = 0; round < 4; round++)
      for (const cursor of await readCursors(db, 0)) await fold(db, cursor, { ...AT_ONCE, batchRows: 2 });
  })();
  await Promise.all([folding, withTransaction(db, (tx) => deleteWidget(tx, { accountId, siteKey: doomed }))]);
  await foldAll();
  expect(await measureAccount(db, accountId)).toEqual({ chats: 1, messages: 3, meanReplySeconds: 0, meanRating: null });
  for (const table of ["rollup_widgets", "rollup_agents", "rollup_unanswered", "rollup_unassigned"]) {
    const [rows] = (await db.execute(sql`SELECT COUNT(*) AS kept FROM ${sql.raw(table)} WHERE site_key = ${doomed}`)) as unknown as [
      { kept: number }[],
    ];
    expect(rows).toEqual([{ kept: 0 }]);
  }
});
