import { expect, test } from "bun:test";
import { countInMemory, gate } from "../../testing";
import { NotFound, TooManyRequests, Unauthenticated, Unavailable } from "../errors";
import { createAttempts } from "./attempts";

const refuse = async () => {
  throw new Unauthenticated("CREDENTIALS_WRONG", "no");
};
const succeed = async () => "yes";

test("as many refused attempts as allowed, then none of any kind", async () => {
  const attempts = createAttempts(countInMemory(), 2);
  for (let time = 0; time < 2; time++) await expect(attempts.run(["a"], refuse)).rejects.toBeInstanceOf(Unauthenticated);
  await expect(attempts.run(["a"], succeed)).rejects.toMatchObject({ reason: "RATE_LIMITED", limit: 2, retryAfterSeconds: 900 });
  expect(await attempts.run(["b"], succeed)).toBe("yes");
});

test("any of the keys is enough, and a turned-down attempt costs the others nothing", async () => {
  const store = countInMemory();
  const attempts = createAttempts(store, 1);
  await expect(attempts.run(["address", "account"], refuse)).rejects.toBeInstanceOf(Unauthenticated);
  for (let time = 0; time < 3; time++)
    await expect(attempts.run(["elsewhere", "account"], succeed)).rejects.toBeInstanceOf(TooManyRequests);
  expect(await attempts.run(["elsewhere", "other"], succeed)).toBe("yes");
  expect((await store.add("elsewhere")).count).toBe(1);
});

test("outages and defects are nobody's failed attempts", async () => {
  const attempts = createAttempts(countInMemory(), 1);
  for (const error of [new Unavailable("DATABASE_DOWN", "down"), new Error("defect")]) {
    await expect(attempts.run(["a"], () => Promise.reject(error))).rejects.toBe(error);
  }
  await expect(attempts.run(["a"], () => Promise.reject(new NotFound("AGENT_UNKNOWN", "no")))).rejects.toBeInstanceOf(NotFound);
  await expect(attempts.run(["a"], succeed)).rejects.toBeInstanceOf(TooManyRequests);
});

test("one too many at once waits for another to end, and goes on when that succeeded", async () => {
  const attempts = createAttempts(countInMemory(), 1);
  const { opened, open } = gate();
  const first = attempts.run(["a"], () => opened);
  let isDone = false;
  const second = attempts.run(["a"], succeed).then(() => {
    isDone = true;
  });
  await Bun.sleep(0);
  expect(isDone).toBe(false);
  open();
  await Promise.all([first, second]);
  expect(isDone).toBe(true);
});
