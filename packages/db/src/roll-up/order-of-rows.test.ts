import { afterAll, beforeEach, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { measureAgent, putRating } from "../queries";
import { ownDatabase } from "../testing";
import { assign, connectionAt, insertRating, makeShop, type Shop, say, startSession } from "../testing/history";
import { measureAccount } from "../testing/measure-account";
import { withSnapshot, withTransaction } from "../transaction";
import { fold, readCursors } from ".";
import { readConversation } from "./messages";
import { readSumsOfAccount, readTails } from "./sums-kept";

const database = await ownDatabase();
const { db } = database;
afterAll(database.close);

async function foldAll(): Promise<void> {
  for (let round = 0; round < 3; round++)
    for (const cursor of await readCursors(db, 0)) await fold(db, cursor, { batchRows: 1_000, keepRows: 0, settleSeconds: 0 });
}

let shop: Shop;
let siteKey: string;
let agentIds: [number, number];
let sessionId: string;

beforeEach(async () => {
  shop = await makeShop(db);
  siteKey = shop.siteKeys[0] as string;
  agentIds = shop.agentIds as [number, number];
  sessionId = await startSession(db, siteKey);
});

const ofAccount = () => measureAccount(db, shop.accountId);
const ofAgent = (agentId: number) => measureAgent(db, { agentId, accountId: shop.accountId });
const rate = (score: number, agentId: number | null) =>
  withTransaction(db, (tx) => putRating(tx, { sessionId, siteKey, agentId, score, comment: null }));

test("rating again moves a rating that is in the sums already, to another agent too", async () => {
  await rate(2, agentIds[0]);
  await foldAll();
  expect(await ofAccount()).toMatchObject({ meanRating: 2 });
  await rate(5, agentIds[1]);
  expect(await ofAccount()).toMatchObject({ meanRating: 5 });
  expect(await ofAgent(agentIds[0])).toMatchObject({ meanRating: null });
  expect(await ofAgent(agentIds[1])).toMatchObject({ meanRating: 5 });
  await foldAll();
  await rate(3, null);
  expect(await ofAccount()).toMatchObject({ meanRating: 3 });
  expect(await ofAgent(agentIds[1])).toMatchObject({ meanRating: null });
});

test("a rating that came by other means is replaced as ours are", async () => {
  await insertRating(db, { sessionId, agentId: agentIds[0], score: 1 });
  await foldAll();
  await rate(4, agentIds[0]);
  expect([await ofAccount(), await ofAgent(agentIds[0])]).toMatchObject([{ meanRating: 4 }, { meanRating: 4 }]);
});

test("a session that is gone, or another widget's, is not rated", async () => {
  const other = { siteKey: shop.siteKeys[1] as string, agentId: null, score: 5, comment: null };
  expect(await withTransaction(db, (tx) => putRating(tx, { ...other, sessionId }))).toBe("unknown");
  expect(await withTransaction(db, (tx) => putRating(tx, { ...other, sessionId: "gone" }))).toBe("unknown");
  expect(await ofAccount()).toMatchObject({ meanRating: null });
});

test("an agent's reply counts once the agent has accepted the chat, also when it was in the sums before", async () => {
  await say(db, { sessionId, by: "visitor", at: 100 });
  await say(db, { sessionId, by: agentIds[0], at: 140 });
  await foldAll();
  expect(await ofAgent(agentIds[0])).toMatchObject({ meanReplySeconds: null });
  await assign(db, { sessionId, siteKey, agentId: agentIds[0] });
  expect(await ofAgent(agentIds[0])).toMatchObject({ chats: 1, meanReplySeconds: 40 });
  await say(db, { sessionId, by: "visitor", at: 200 });
  await say(db, { sessionId, by: agentIds[0], at: 220 });
  await foldAll();
  expect(await ofAgent(agentIds[0])).toMatchObject({ meanReplySeconds: 30 });
  // Accepted once more, its replies have nothing to add.
  await assign(db, { sessionId, siteKey, agentId: agentIds[0] });
  expect(await ofAgent(agentIds[0])).toMatchObject({ meanReplySeconds: 30 });
  await foldAll();
  expect(await ofAgent(agentIds[0])).toMatchObject({ chats: 1, meanReplySeconds: 30 });
});

test("a chat accepted again after it was in the sums is one chat", async () => {
  await assign(db, { sessionId, siteKey, agentId: agentIds[0] });
  await foldAll();
  await assign(db, { sessionId, siteKey, agentId: agentIds[0] });
  await assign(db, { sessionId, siteKey, agentId: agentIds[1] });
  expect([await ofAgent(agentIds[0]), await ofAgent(agentIds[1])]).toMatchObject([{ chats: 1 }, { chats: 1 }]);
  await foldAll();
  expect([await ofAgent(agentIds[0]), await ofAgent(agentIds[1])]).toMatchObject([{ chats: 1 }, { chats: 1 }]);
});

test("what is folded while an answer is read is not counted twice", async () => {
  for (const by of ["visitor", "ai", "visitor"] as const) await say(db, { sessionId, by, at: 100 });
  const read = await withSnapshot(db, async (tx) => {
    const tails = await readTails(tx);
    await foldAll();
    const kept = await readSumsOfAccount(tx, shop.accountId);
    const said = await readConversation(tx, tails.messages, shop.accountId);
    return { kept, said };
  });
  expect(read.kept).toMatchObject({ messages: 0, replies: 0 });
  expect(read.said).toMatchObject({ widgets: [{ siteKey, messages: 3, replies: 1 }] });
  expect(await ofAccount()).toMatchObject({ messages: 3 });
});

test("the chats of a widget whose deletion is being committed are folded into nothing", async () => {
  await foldAll();
  await say(db, { sessionId, by: "visitor", at: 100 });
  const isDeleted = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const deleting = db.transaction(async (tx) => {
    await tx.execute(sql`DELETE FROM widget_configs WHERE site_key = ${siteKey}`);
    isDeleted.resolve();
    await mayCommit.promise;
  });
  await isDeleted.promise;
  const folding = Promise.allSettled([foldAll()]);
  await connectionAt(db, /^SELECT site_key.*LOCK IN SHARE MODE|INSERT INTO `rollup/s);
  mayCommit.resolve();
  await deleting;
  expect((await folding)[0]).toMatchObject({ status: "fulfilled" });
  expect(await ofAccount()).toMatchObject({ chats: 0, messages: 0 });
});
