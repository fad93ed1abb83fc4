import { afterAll, expect, test } from "bun:test";
import { canGuard } from "@chat/db/testing";
import { until } from "./testing";
import { startTestRedis } from "./testing-redis";

const children: Bun.Subprocess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** Starts a Redis, tells its URL and then does nothing for ever. */
const source = `
  import { startTestRedis } from "./testing-redis";
  const redis = await startTestRedis();
  if (process.argv[1] === "frozen") redis.freeze();
  console.log(redis.url);
  setInterval(() => {}, 60_000);`;

async function processWithRedis(manner: "running" | "frozen") {
  const child = Bun.spawn([process.execPath, "-e", source, manner], { cwd: import.meta.dir, stdout: "pipe", stderr: "inherit" });
  children.push(child);
  const { value } = await child.stdout.getReader().read();
  return { child, port: Number(new URL(new TextDecoder().decode(value)).port) };
}

/** The kernel takes connections for a frozen process, too. */
async function isThere(port: number): Promise<boolean> {
  const socket = await Bun.connect({ hostname: "127.0.0.1", port, socket: { data() {} } }).catch(() => null);
  socket?.end();
  return socket !== null;
}

for (const manner of ["running", "frozen"] as const) {
  test.skipIf(!canGuard())(`a Redis that is ${manner} ends with a process that was killed`, async () => {
    const { child, port } = await processWithRedis(manner);
    expect(await isThere(port)).toBe(true);
    child.kill("SIGKILL");
    await child.exited;
    await until(async () => !(await isThere(port)));
  });
}

test("a Redis that was killed is started again on its port, and knows nothing", async () => {
  const redis = await startTestRedis();
  const client = new Bun.RedisClient(redis.url);
  await client.set("known", "before");
  client.close();
  await redis.kill();
  await redis.start();
  const again = new Bun.RedisClient(redis.url);
  expect(await again.get("known")).toBeNull();
  again.close();
  await redis.kill();
});
