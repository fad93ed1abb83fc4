import { afterAll, beforeAll, expect, test } from "bun:test";
import type { StreamResult } from "../driver/job";
import { markerHead, seqDigits } from "../driver/marker";
import { type BenchDatabase, startDatabase } from "./database";
import { checkRows, emptyTable } from "./stored";

const TABLE = "rows_of_a_run";
const START_MS = 60_000;
const HEAD = markerHead(1, 0, "v");
let database: BenchDatabase | undefined;

beforeAll(async () => {
  database = await startDatabase({ durable: false });
  await database.pool.query(
    `CREATE TABLE ${TABLE} (id INT PRIMARY KEY AUTO_INCREMENT, session_id VARCHAR(64), sender_type VARCHAR(10), message TEXT,
      client_message_id VARCHAR(64), UNIQUE (session_id, client_message_id))`,
  );
}, START_MS);
afterAll(() => database?.stop());

const mark = (seq: number) => HEAD + seqDigits(seq);

/** @param rows of the chat in which two messages were sent and shown: session, number of the text, id */
async function faultsOf(...rows: [sessionId: string, seq: number, id: string][]) {
  if (!database) throw new Error("the database did not start");
  const values = rows.map(([sessionId, seq, id]) => [sessionId, "visitor", `${mark(seq)}, good morning`, id]);
  await database.pool.query(`INSERT INTO ${TABLE} (session_id, sender_type, message, client_message_id) VALUES ?`, [values]);
  const streams: StreamResult[] = [{ sessionId: "chat", side: "v", head: HEAD, sent: 2, delivered: 2 }];
  const faults = await checkRows(database.pool, TABLE, { streams });
  await emptyTable(database.pool, TABLE);
  return faults;
}

const none = { deliveredNotStored: 0, storedTwice: 0, storedOutOfOrder: 0 };

test("a row of each message in the order of sending is as it should be", async () => {
  expect(await faultsOf(["chat", 0, mark(0)], ["chat", 1, mark(1)])).toEqual(none);
});

test("a text that is stored twice is seen, though its second row has an id of its own", async () => {
  expect(await faultsOf(["chat", 0, mark(0)], ["chat", 0, "another"], ["chat", 1, mark(1)])).toEqual({ ...none, storedTwice: 1 });
});

test("a row in another chat is missing in its own, and one too many there", async () => {
  expect(await faultsOf(["chat", 0, mark(0)], ["elsewhere", 1, mark(1)])).toEqual({ ...none, deliveredNotStored: 1, storedTwice: 1 });
});

test("a row that lost its id is missing, one that was overtaken out of order", async () => {
  expect(await faultsOf(["chat", 1, mark(1)], ["chat", 0, "another"])).toEqual({ ...none, deliveredNotStored: 1, storedOutOfOrder: 1 });
});
