import { expect, test } from "bun:test";
import { openDatabase } from "./client";
import { isDatabaseDown, isDuplicate, isTransient } from "./errors";
import { pingDatabase } from "./health";
import { insertUser } from "./queries";
import { testDatabase } from "./testing";

const { db } = await testDatabase();
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

test("a duplicate is known by its key", async () => {
  const user = { username: "errors_1", email: "errors_1@example.com", password: "" };
  await insertUser(db, user);
  const byEmail = await failureOf(insertUser(db, { ...user, username: "errors_2" }));
  const byName = await failureOf(insertUser(db, { ...user, email: "errors_2@example.com" }));
  expect([isDuplicate(byEmail, "users_email_unique"), isDuplicate(byEmail, "users_username_unique")]).toEqual([true, false]);
  expect([isDuplicate(byName, "users_email_unique"), isDuplicate(byName, "users_username_unique")]).toEqual([false, true]);
  expect([isTransient(byEmail), isDatabaseDown(byEmail)]).toEqual([false, false]);
});

test("a name that quotes a key is not taken for it", async () => {
  const user = { username: "' for key 'users_email_unique'", email: "errors_3@example.com", password: "" };
  await insertUser(db, user);
  const byName = await failureOf(insertUser(db, { ...user, email: "errors_4@example.com" }));
  expect(isDuplicate(byName, "users_username_unique")).toBe(true);
  expect(isDuplicate(byName, "users_email_unique")).toBe(false);
});

test("a statement that is refused is neither transient nor an outage", async () => {
  const refused = await failureOf(db.execute("SELECT * FROM no_such_table"));
  expect(refused).toBeInstanceOf(Error);
  expect([isTransient(refused), isDatabaseDown(refused)]).toEqual([false, false]);
});

test("a lock that is not given in time is transient", async () => {
  await insertUser(db, { username: "errors_5", email: "errors_5@example.com", password: "" });
  const waited = await db.transaction(async (holder) => {
    await holder.execute("SELECT * FROM users WHERE username = 'errors_5' FOR UPDATE");
    return failureOf(
      db.transaction(async (tx) => {
        await tx.execute("SET innodb_lock_wait_timeout = 1");
        await tx
          .execute("UPDATE users SET password = 'x' WHERE username = 'errors_5'")
          .finally(() => tx.execute("SET innodb_lock_wait_timeout = DEFAULT"));
      }),
    );
  });
  expect([isTransient(waited), isDatabaseDown(waited)]).toEqual([true, false]);
});

test.each([
  ["a port where no one listens", { uri: "mysql://user:pass@127.0.0.1:1/name" }],
  ["a socket that is not there", { socketPath: "/nowhere/mysql.sock", user: "root", database: "chat" }],
])("%s is an outage", async (_where, address) => {
  const database = openDatabase(address);
  const failure = await failureOf(pingDatabase(database.db));
  expect([isDatabaseDown(failure), isTransient(failure)]).toEqual([true, false]);
  await database.close();
});

test("a transaction that loses its connection is an outage", async () => {
  const failure = await failureOf(
    db.transaction(async (tx) => {
      const [rows] = await tx.execute("SELECT CONNECTION_ID() id");
      await db.execute(`KILL ${(rows as unknown as { id: number }[])[0]?.id}`);
      await tx.execute("SELECT SLEEP(1)");
    }),
  );
  expect([isDatabaseDown(failure), isTransient(failure)]).toEqual([true, false]);
});

test("what no driver threw is none of them", () => {
  for (const thrown of [null, undefined, "text", 7, {}, new Error("plain")])
    expect([isDuplicate(thrown, "users_email_unique"), isTransient(thrown), isDatabaseDown(thrown)]).toEqual([false, false, false]);
});
