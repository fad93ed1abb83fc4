import { afterAll, expect, test } from "bun:test";
import { openDatabase } from "./client";
import { isDatabaseDown } from "./errors";
import { cuttingProxy } from "./testing";

const proxy = await cuttingProxy();
const database = openDatabase(proxy.address);
afterAll(async () => {
  await database.close();
  await proxy.close();
});

test("a statement that a silent database does not answer ends as an outage, and the next one is asked on another connection", async () => {
  await database.db.execute("SELECT 1");
  proxy.fallSilent();
  const failure = await database.db.execute("SELECT 2").then(
    () => null,
    (error: unknown) => error,
  );
  expect(isDatabaseDown(failure)).toBe(true);
  const [rows] = await database.db.execute("SELECT 3 AS three");
  expect(rows as unknown).toEqual([{ three: 3 }]);
}, 30_000);
