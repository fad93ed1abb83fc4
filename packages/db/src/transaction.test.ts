import { expect, test } from "bun:test";
import { isDuplicate } from "./errors";
import { insertUser } from "./queries";
import { testDatabase } from "./testing";
import { withTransaction } from "./transaction";

const { db } = await testDatabase();
let made = 0;

const makeUser = () => {
  const name = `tx_${++made}`;
  return insertUser(db, { username: name, email: `${name}@example.com`, password: "0" });
};

async function passwordOf(id: number): Promise<string | undefined> {
  const [rows] = await db.execute(`SELECT password FROM users WHERE id = ${id}`);
  return (rows as unknown as { password: string }[])[0]?.password;
}

/** Resolves for everyone when `count` have arrived: both hold their first lock before either asks for its second. */
function meeting(count: number) {
  const { promise, resolve } = Promise.withResolvers<void>();
  let arrived = 0;
  return () => {
    if (++arrived >= count) resolve();
    return promise;
  };
}

test("the victim of a real deadlock runs again, and both changes are made", async () => {
  const [left, right] = [await makeUser(), await makeUser()];
  const meet = meeting(2);
  let runs = 0;
  const addBoth = (first: number, second: number) =>
    withTransaction(db, async (tx) => {
      runs++;
      await tx.execute(`UPDATE users SET password = password + 1 WHERE id = ${first}`);
      await meet();
      await tx.execute(`UPDATE users SET password = password + 1 WHERE id = ${second}`);
    });
  await Promise.all([addBoth(left, right), addBoth(right, left)]);
  expect(runs).toBe(3);
  expect([await passwordOf(left), await passwordOf(right)]).toEqual(["2", "2"]);
});

test("a failure undoes everything and is not tried again", async () => {
  const id = await makeUser();
  let runs = 0;
  const work = withTransaction(db, async (tx) => {
    runs++;
    await tx.execute(`UPDATE users SET password = 'changed' WHERE id = ${id}`);
    throw new Error("no");
  });
  await expect(work).rejects.toThrow("no");
  expect(runs).toBe(1);
  expect(await passwordOf(id)).toBe("0");
});

test("a refusal of the database undoes what came before it", async () => {
  const id = await makeUser();
  const taken = { username: `tx_${made}`, email: "other@example.com", password: "" };
  const failure = await withTransaction(db, async (tx) => {
    await tx.execute(`UPDATE users SET password = 'changed' WHERE id = ${id}`);
    await insertUser(tx, taken);
  }).catch((error: unknown) => error);
  expect(isDuplicate(failure, "users_username_unique")).toBe(true);
  expect(await passwordOf(id)).toBe("0");
});
