import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { createPasswords } from "./hash";
import { importing, runProgram } from "./testing";

const isLinux = process.platform === "linux";

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

test.if(isLinux)("the thread that hashes gives way, and the one that answers chats keeps its priority", async () => {
  const { hash } = createPasswords();
  const before = priorities();
  await hash("correct horse");
  const after = priorities();
  expect(after.get(String(process.pid))).toBe(before.get(String(process.pid)));
  for (const [id, nice] of before) if (after.has(id)) expect(after.get(id)).toBe(nice);
  const added = [...after].filter(([id]) => !before.has(id)).map(([, nice]) => nice);
  expect(added).toContain(19);
});

test.if(isLinux)("where no thread may change its priority, passwords are hashed and checked all the same", async () => {
  const code = `import { setPriority } from "node:os";
    ${importing("forbidPriorities", "forbid-priorities.ts")}
    ${importing("hashPassword, verifyPassword", "hash.ts")}
    forbidPriorities();
    try { setPriority(0, 19); } catch ({ message }) { console.log(message.includes("EPERM")); }
    const hash = await hashPassword("correct horse");
    console.log(await verifyPassword(hash, "correct horse"), await verifyPassword(hash, "wrong horse"));`;
  expect(await runProgram(code)).toEqual(["true\ntrue false\n", "", 0]);
});
