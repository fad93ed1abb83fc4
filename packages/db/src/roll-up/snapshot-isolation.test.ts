import { afterAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { type DbOrTx, openDatabase } from "../client";
import { isTransient } from "../errors";
import { putRating } from "../queries";
import { ownDatabase } from "../testing";
import { connectionAt, makeShop, say, startSession } from "../testing/history";
import { measureAccount } from "../testing/measure-account";
import { fold, readCursors } from ".";

// MariaDB 11.6.2 and later refuse, unless told otherwise, to lock a row that was changed since the transaction's first plain read. Earlier
// ones do so on demand, and MySQL does not know of it.
const plain = await ownDatabase();
const setting = "@@GLOBAL.innodb_snapshot_isolation";
const [before] = await plain.db.execute(sql.raw(`SELECT ${setting} isOn`)).then(
  ([rows]) => rows as unknown as { isOn: number }[],
  () => [],
);
if (before) await plain.db.execute(sql.raw(`SET ${setting} = ON`));
/** Its connections are made while the setting is on. */
const strict = openDatabase(plain.address);
const { db } = strict;

afterAll(async () => {
  if (before) await plain.db.execute(sql.raw(`SET ${setting} = ${before.isOn}`));
  await Promise.all([plain.close(), strict.close()]);
});

async function foldAll(): Promise<void> {
  for (let round = 0; round < 3; round++)
    for (const cursor of await readCursors(db, 0)) await fold(db, cursor, { batchRows: 1_000, keepRows: 0, settleSeconds: 0 });
}

/** Changes rows, and lets them go when `waiter` waits for one of them at such a statement. */
async function changeBefore<T>(statement: RegExp, change: (tx: DbOrTx) => Promise<unknown>, waiter: () => Promise<T>): Promise<T> {
  let waiting: Promise<T> | undefined;
  await plain.db.transaction(async (tx) => {
    await change(tx);
    waiting = waiter();
    waiting.catch(() => {});
    await connectionAt(plain.db, statement);
  });
  return waiting as Promise<T>;
}

async function ratedShop() {
  const shop = await makeShop(db);
  const siteKey = shop.siteKeys[0] as string;
  const sessionId = await startSession(db, siteKey);
  const rate = (score: number) => (tx: DbOrTx) =>
    putRating(tx, { sessionId, siteKey, agentId: shop.agentIds[0] as number, score, comment: null });
  await db.transaction(rate(1));
  await foldAll();
  return { ...shop, siteKey, sessionId, rate };
}

describe.skipIf(!before)("where a row that was changed since the first read is refused", () => {
  test("a rating reads nothing before it holds how far ratings are rolled up", async () => {
    const { accountId, rate } = await ratedShop();
    const moveOn = (tx: DbOrTx) => tx.execute(sql`UPDATE rollup_cursors SET seen_to = seen_to + 1 WHERE source = 'ratings'`);
    await changeBefore(/FROM `rollup_cursors`.*LOCK IN SHARE MODE/s, moveOn, () => db.transaction(rate(5)));
    expect((await measureAccount(db, accountId)).meanRating).toBe(5);
  });

  test("the refusal is transient", async () => {
    const { siteKey } = await ratedShop();
    const change = (by: DbOrTx) => by.execute(sql`UPDATE rollup_widgets SET scores = scores + 1 WHERE site_key = ${siteKey}`);
    const refused = await db
      .transaction(async (tx) => {
        await tx.execute(sql`SELECT * FROM rollup_widgets`);
        await change(plain.db);
        await change(tx);
      })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    expect(isTransient(refused)).toBe(true);
  });

  test("a roll-up whose sums grew meanwhile adds to what they are now", async () => {
    const { accountId, siteKey, sessionId } = await ratedShop();
    await say(db, { sessionId, by: "visitor", at: 100 });
    await foldAll();
    await say(db, { sessionId, by: "visitor", at: 200 });
    const grow = (tx: DbOrTx) => tx.execute(sql`UPDATE rollup_widgets SET chats = chats + 5 WHERE site_key = ${siteKey}`);
    await changeBefore(/INSERT INTO `rollup_widgets`/, grow, foldAll);
    expect(await measureAccount(db, accountId)).toMatchObject({ chats: 6, messages: 2 });
  });
});
