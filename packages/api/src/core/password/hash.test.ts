import { expect, test } from "bun:test";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { createPasswords, startThread } from "./hash";
import { importing, runProgram } from "./testing";

const program = (code: string) => new Worker(code, { eval: true });

test("a password is its own, and no other is", async () => {
  const { hash, verify } = createPasswords();
  const made = await hash("correct horse");
  expect(made).toStartWith("$argon2id$v=19$m=19456,t=2,p=1$");
  expect(await verify(made, "correct horse")).toBe(true);
  for (const wrong of ["Correct horse", "correct horse ", "", made]) expect(await verify(made, wrong)).toBe(false);
  expect(await hash("correct horse")).not.toBe(made);
});

test("a letter typed as two characters is the same letter", async () => {
  const { hash, verify } = createPasswords();
  expect(await verify(await hash("caf\u00e9 au lait"), "cafe\u0301 au lait")).toBe(true);
});

test("a hash made by another library is as good", async () => {
  const { verify } = createPasswords();
  const older = "$argon2id$v=19$m=19456,t=2,p=1$WdhSLQdq9H4agi+5ZaxhMw$qJSpXwOsXwgELX9QULkwLKjcKpIPV3rliOli9K5zGj0";
  expect([await verify(older, "p\u00e4ssw\u00f6rd"), await verify(older, "password")]).toEqual([true, false]);
});

test("what is no hash of Argon2's matches nothing, and costs no thread", async () => {
  let made = 0;
  const { verify } = createPasswords(() => {
    made++;
    return startThread();
  });
  for (const hash of ["", "garbage", "$argon2id$v=19$m=19456,t=2,p=1$"]) expect(await verify(hash, "correct horse")).toBe(false);
  expect(made).toBe(1);
});

test("a thread that ends in the middle of a hash is replaced, and the hash is made", async () => {
  const threads: Worker[] = [];
  const { hash, verify } = createPasswords(() => {
    const thread = startThread();
    threads.push(thread);
    return thread;
  });
  const hashing = hash("correct horse");
  expect(threads).toHaveLength(1);
  await threads[0]?.terminate();
  expect(await verify(await hashing, "correct horse")).toBe(true);
  expect(threads).toHaveLength(2);
});

test("a thread that ended while nothing was asked of it is replaced, and one that lives is used again", async () => {
  const threads: Worker[] = [];
  const { hash, verify } = createPasswords(() => {
    const thread = startThread();
    threads.push(thread);
    return thread;
  });
  const made = await hash("correct horse");
  expect(await verify(made, "correct horse")).toBe(true);
  expect(threads).toHaveLength(1);
  await threads[0]?.terminate();
  expect(await verify(made, "correct horse")).toBe(true);
  expect(await verify(made, "wrong horse")).toBe(false);
  expect(threads).toHaveLength(2);
});

test("where no thread can live it is an error that names itself and its cause, each time anew", async () => {
  let made = 0;
  const { hash } = createPasswords(() => {
    made++;
    return program("throw new Error('out of memory')");
  });
  for (const round of [1, 2]) {
    const error = await hash("correct horse").catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ message: "The thread that hashes passwords ended", cause: { message: "out of memory" } });
    expect(made).toBe(2 * round);
  }
});

test("where no thread can be made at all it is the reason why", async () => {
  const { hash } = createPasswords(() => {
    throw new Error("too many threads");
  });
  await expect(hash("correct horse")).rejects.toThrow("too many threads");
});

test("one core is left to the chats, a hundred wait, and who comes after them is told that the server is busy", async () => {
  const threads: Worker[] = [];
  const { hash } = createPasswords(() => {
    const thread = program("require('node:worker_threads').parentPort.on('message', () => {})");
    threads.push(thread);
    return thread;
  });
  const abreast = Math.max(1, availableParallelism() - 1);
  const refused: { place: number; error: unknown }[] = [];
  const ask = (place: number) => hash("correct horse").catch((error: unknown) => refused.push({ place, error }));
  for (let place = 1; place <= abreast + 102; place++) void ask(place);
  await new Promise((resolve) => setImmediate(resolve));
  const error = { reason: "SERVER_BUSY", message: "Too many log-ins at once, please try again" };
  expect(refused).toMatchObject([
    { place: abreast + 101, error },
    { place: abreast + 102, error },
  ]);
  expect(threads).toHaveLength(abreast);
  for (const thread of threads) thread.unref();
});

test("a process that has hashed ends by itself, and one that hashes lives until it has", async () => {
  const code = `${importing("hashPassword", "hash.ts")}
    hashPassword("correct horse").then((hash) => console.log(hash.slice(0, 9)));`;
  expect(await runProgram(code)).toEqual(["$argon2id\n", "", 0]);
});
