import { afterAll, expect, test } from "bun:test";
import { freePort, makeDataDir, removeDataDir, startServer } from "./harness/server";

const dataDir = await makeDataDir();
afterAll(() => removeDataDir(dataDir));

const KNOCKING = 8;

test("whoever gets through to a server that starts is answered as at any other time", async () => {
  const port = await freePort();
  let isUp = false;
  const answers: number[] = [];
  const knocking = Array.from({ length: KNOCKING }, async () => {
    while (!isUp) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
      if (answer) answers.push(answer.status);
      else await Bun.sleep(1);
    }
  });
  // With a demo there is something left to look up once it listens.
  const server = await startServer({ dataDir, port, env: { SEED_DEMO: "true" } });
  isUp = true;
  await Promise.all(knocking);
  expect(new Set(answers)).toEqual(new Set([200]));
  expect(await server.stop()).toBe(0);
  expect(server.output()).not.toContain("a request failed");
});
