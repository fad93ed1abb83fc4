import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { createPasswords, startThread } from "./hash";

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

test("what is no hash of Argon2's matches nothing", async () => {
  const { verify } = createPasswords();
  const bcrypt = Bun.password.hashSync("correct horse", { algorithm: "bcrypt", cost: 4 });
  for (const hash of ["", "garbage", bcrypt, "$argon2id$v=19$m=19456,t=2,p=1$"]) expect(await verify(hash, "correct horse")).toBe(false);
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

test("more than a hundred in line are told that the server is busy", async () => {
  const threads: Worker[] = [];
  const { hash } = createPasswords(() => {
    const thread = program("require('node:worker_threads').parentPort.on('message', () => {})");
    threads.push(thread);
    return thread;
  });
  const all = Promise.all(Array.from({ length: 101 + availableParallelism() }, () => hash("correct horse")));
  await expect(all).rejects.toMatchObject({ reason: "SERVER_BUSY", message: "Too many log-ins at once, please try again" });
  for (const thread of threads) thread.unref();
});

/** What the kernel gives each thread of this process, by the thread's id. */
function priorities(): Map<string, number> {
  const ofThread = (id: string) => {
    // The name, which may hold spaces, ends with the last parenthesis; the nice value is the 19th field.
    const fields = readFileSync(`/proc/self/task/${id}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return Number(fields[16]);
  };
  return new Map(readdirSync("/proc/self/task").map((id) => [id, ofThread(id)]));
}

test.if(process.platform === "linux")("the thread that hashes gives way, and the one that answers chats keeps its priority", async () => {
  const { hash } = createPasswords();
  const before = priorities();
  await hash("correct horse");
  const after = priorities();
  expect(after.get(String(process.pid))).toBe(before.get(String(process.pid)));
  for (const [id, nice] of before) if (after.has(id)) expect(after.get(id)).toBe(nice);
  const added = [...after].filter(([id]) => !before.has(id)).map(([, nice]) => nice);
  expect(added).toContain(19);
});

test("a process that has hashed ends by itself, and one that hashes lives until it has", async () => {
  const code = `import { hashPassword } from ${JSON.stringify(new URL("./hash.ts", import.meta.url).pathname)};
    hashPassword("correct horse").then((hash) => console.log(hash.slice(0, 9)));`;
  const child = Bun.spawn(["bun", "-e", code], { stdout: "pipe", stderr: "pipe" });
  expect(await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text(), child.exited])).toEqual([
    "$argon2id\n",
    "",
    0,
  ]);
});
