import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser } from "playwright-core";
import { launchBrowser, openBrowserOf } from "./harness/browser";
import { logInAgent } from "./harness/people";
import { makeApiAccount, PASSWORD } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { openSocket } from "./harness/socket";
import { until } from "./harness/until";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ dataDir: await makeDataDir() }), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  await removeDataDir(server.dataDir);
});

test("a burst of long messages leaves an agent who reads the end at the end", async () => {
  const account = await makeApiAccount(server.url, "burst");
  const sessionId = "session_of_many_words";
  const visitor = await openSocket(`${server.url}/ws/${sessionId}`);
  visitor.send({ type: "join", siteKey: account.siteKey, sessionId });
  await visitor.next("session");
  visitor.send({ type: "escalate", siteKey: account.siteKey, sessionId });
  await visitor.next("queue_update");

  const { page } = await openBrowserOf(browser);
  await logInAgent(page, server.url, { email: account.agent.email, password: PASSWORD });
  await page.getByRole("button", { name: "Accept the next" }).click();
  await page.getByRole("textbox", { name: /^Message to/ }).waitFor();

  for (let number = 1; number <= 12; number++) {
    const message = `${"many words ".repeat(100)}${number}`;
    visitor.send({ type: "message", siteKey: account.siteKey, sessionId, message, clientMessageId: `burst-${number}` });
    // Three at a time, so that lines arrive both while others are drawn and after.
    if (number % 3 === 0) await visitor.next("ack", (frame) => frame.clientMessageId === `burst-${number}`);
  }
  const log = page.getByRole("log", { name: "Messages" });
  await log.getByText("words 12").waitFor();
  await until("the transcript to stand at its end", () =>
    log.evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight) < 2),
  );

  // Who reads above is left there, and told.
  await log.evaluate(
    (box) =>
      new Promise<void>((scrolled) => {
        // Listening last, after the desk's own listener.
        box.addEventListener("scroll", () => scrolled(), { once: true });
        box.scrollTo({ top: 400 });
      }),
  );
  visitor.send({ type: "message", siteKey: account.siteKey, sessionId, message: "one more", clientMessageId: "burst-13" });
  await page.getByRole("button", { name: "1 new message" }).waitFor();
  expect(await log.evaluate((box) => box.scrollTop)).toBe(400);
  visitor.close();
}, 60_000);

test("a desk whose device is offline says so, keeps what is written, and sends it when it is back", async () => {
  const account = await makeApiAccount(server.url, "tunnel");
  const sessionId = "session_in_a_tunnel";
  const visitor = await openSocket(`${server.url}/ws/${sessionId}`);
  visitor.send({ type: "join", siteKey: account.siteKey, sessionId });
  await visitor.next("session");
  visitor.send({ type: "escalate", siteKey: account.siteKey, sessionId });
  await visitor.next("queue_update");

  const { page } = await openBrowserOf(browser);
  await logInAgent(page, server.url, { email: account.agent.email, password: PASSWORD });
  await page.getByRole("button", { name: "Accept the next" }).click();
  const message = page.getByRole("textbox", { name: /^Message to/ });
  await message.waitFor();
  await page.context().setOffline(true);
  await page.getByText("Reconnecting…").waitFor({ timeout: 4000 });
  await message.fill("from the tunnel");
  await message.press("Enter");
  await page.getByText("Sending…").waitFor();
  await page.context().setOffline(false);
  await visitor.next("message", (frame) => frame.message === "from the tunnel");
  await page.getByText("Reconnecting…").waitFor({ state: "detached" });
  visitor.close();
}, 60_000);
