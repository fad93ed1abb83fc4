import { afterAll, expect, test } from "bun:test";
import { makeDataDir, removeDataDir, startServer } from "./server";
import { until } from "./until";

let connections = 0;
let met = 0;
/** Takes every connection, and never says a word. */
const silent = Bun.listen({
  hostname: "127.0.0.1",
  port: 0,
  socket: {
    open() {
      connections += 1;
      met += 1;
    },
    close() {
      connections -= 1;
    },
    data() {},
  },
});
const dataDir = await makeDataDir();
afterAll(async () => {
  silent.stop(true);
  await removeDataDir(dataDir);
});

test("a server that is not healthy in time is ended", async () => {
  const env = { DATABASE_URL: `mysql://root@127.0.0.1:${silent.port}/chat` };
  const starting = startServer({ dataDir, env, withinMs: 5_000 });
  await expect(starting).rejects.toThrow("in vain for the server to be healthy");
  expect(met).toBeGreaterThan(0);
  await until("its connections to end", () => connections === 0);
}, 30_000);
