import { afterAll, expect, test } from "bun:test";
import { join } from "node:path";
import { makeDataDir, removeDataDir, startServer } from "./server";
import { until } from "./until";

const dataDir = await makeDataDir();
let met = 0;
let alive = 0;
const lifeline = Bun.listen({
  hostname: "127.0.0.1",
  port: 0,
  socket: {
    open() {
      met += 1;
      alive += 1;
    },
    close() {
      alive -= 1;
    },
    data() {},
  },
});
afterAll(async () => {
  lifeline.stop(true);
  await removeDataDir(dataDir);
});

test("a server that is not healthy in time is ended", async () => {
  const preload = join(dataDir, "never-starts.ts");
  await Bun.write(
    preload,
    `await Bun.connect({ hostname: "127.0.0.1", port: ${lifeline.port}, socket: { data() {} } });
     await new Promise(() => {});`,
  );
  const starting = startServer({ dataDir, env: { BUN_OPTIONS: `--preload=${preload}` }, withinMs: 3_000 });
  await expect(starting).rejects.toThrow("in vain for the server to be healthy");
  expect(met).toBe(1);
  await until("the process to end", () => alive === 0, 2_000);
}, 30_000);
