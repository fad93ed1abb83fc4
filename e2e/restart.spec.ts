import { afterAll, expect, test } from "bun:test";
import { givenServerUrl } from "@chat/db/testing";
import { makeApiAccount, restClient } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer } from "./harness/server";
import { openSocket } from "./harness/socket";

const dataDir = await makeDataDir();
afterAll(() => removeDataDir(dataDir));

/** One while a server runs, or none where the tests were given a database server. */
const OWN_DATABASES = givenServerUrl() === null ? 1 : 0;

/** Database programs that run on this test's data folder. A server that stands by waits in another program. */
async function databasesAlive(): Promise<number> {
  const { stdout } = Bun.spawnSync(["ps", "-eo", "comm=,args="]);
  const running = stdout.toString().split("\n");
  return running.filter((line) => /^(mariadbd|mysqld)\b/.test(line) && line.includes(dataDir)).length;
}

test("kill -9 loses nothing that was said, and a stopped server leaves no database behind", async () => {
  const first = await startServer({ dataDir });
  const account = await makeApiAccount(first.url, "keeper");
  const path = "session_that_survives";
  const visitor = await openSocket(`${first.url}/ws/${path}`);
  visitor.send({ type: "join", siteKey: account.siteKey, sessionId: path });
  for (let number = 1; number <= 20; number++) {
    visitor.send({
      type: "message",
      sessionId: path,
      siteKey: account.siteKey,
      message: `line ${number}`,
      clientMessageId: `line-${number}`,
    });
  }
  await visitor.next("ack", (frame) => frame.clientMessageId === "line-20");
  await first.kill();

  const second = await startServer({ dataDir });
  const { body } = await restClient(second.url, account.token)("GET", `/widgets/sessions/${path}/messages`);
  const said = (body as { messages: { text: string; sender: string }[] }).messages.filter((message) => message.sender === "customer");
  expect(said.map((message) => message.text)).toEqual(Array.from({ length: 20 }, (_, index) => `line ${index + 1}`));

  expect(await databasesAlive()).toBe(OWN_DATABASES);
  expect(await second.stop()).toBe(0);
  expect(await databasesAlive()).toBe(0);
}, 120_000);

test("two servers on one data folder share one database", async () => {
  const first = await startServer({ dataDir });
  const second = await startServer({ dataDir });
  expect(await databasesAlive()).toBe(OWN_DATABASES);
  await makeApiAccount(first.url, "neighbour");
  const { status } = await restClient(second.url)("POST", "/auth/login", { email: "neighbour@example.com", password: "a-long-password" });
  expect(status).toBe(200);
  await Promise.all([first.stop(), second.stop()]);
  expect(await databasesAlive()).toBe(0);
}, 120_000);
