import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { CONFIG } from "../src/testing/fake-server";
import { call } from "./harness/page-api";
import { browserTest, ofBrowser } from "./harness/scene";
import { dialog, launcher, until } from "./harness/visitor";
import { heapBytes, inspect, liveCounters, timersFired, watchTimers } from "./harness/watch";

const ROUNDS = 50;
const WARM_UP_ROUNDS = 25;
/** What the engine itself learns in fifty rounds. One widget kept alive would be more, and be seen by its nodes as well. */
const HEAP_GROWTH_MAX_BYTES = 200_000;

/** Makes a widget, opens it, writes, and destroys it once it was answered. */
const live = (page: Page, rounds: number) =>
  page.evaluate(async (count) => {
    type Widget = { open(): void; sendMessage(text: string): void; destroy(): void; on(event: string, heard: () => void): void };
    const { initChatWidget } = window as unknown as { initChatWidget(config: { siteKey: string }): Widget };
    for (let round = 0; round < count; round++) {
      const widget = initChatWidget({ siteKey: "widget-test" });
      await new Promise<void>((answered) => {
        widget.on("message", answered);
        widget.open();
        widget.sendMessage(`Round ${round}`);
      });
      widget.destroy();
      widget.destroy();
      localStorage.clear();
    }
  }, rounds);

browserTest("fifty widgets made, used and destroyed leave nothing behind", async ({ server, visit }) => {
  server.page("/", `<!doctype html><title>Shop</title><script src="/widget.js"></script>`);
  const { page, complaints } = await visit();
  const devtools = await inspect(page);
  // What the first ones load and compile stays with the page.
  await live(page, WARM_UP_ROUNDS);
  const before = await liveCounters(devtools);
  const heapBefore = await heapBytes(devtools);
  await live(page, ROUNDS);
  const after = await liveCounters(devtools);
  expect(after).toEqual(before);
  expect((await heapBytes(devtools)) - heapBefore).toBeLessThan(HEAP_GROWTH_MAX_BYTES);
  expect(await page.locator("chat-widget").count()).toBe(0);
  await until(() => server.sockets.open === 0);
  expect(server.sockets.asked).toBe(WARM_UP_ROUNDS + ROUNDS);
  expect(server.requests.filter((path) => path.startsWith("/panel-"))).toHaveLength(1);
  expect(complaints.filter((text) => !ofBrowser.test(text))).toEqual([]);
});

browserTest("the page holds on to no node and no listener of the last widget destroyed", async ({ server, visit }) => {
  server.page("/", `<!doctype html><title>Shop</title><script src="/widget.js"></script>`);
  const { page } = await visit();
  const devtools = await inspect(page);
  const before = await liveCounters(devtools);
  await live(page, 1);
  expect(await liveCounters(devtools)).toEqual(before);
});

browserTest("a widget destroyed at any moment is gone for good", async ({ server, visit, blank }) => {
  server.page("/", `<!doctype html><title>Shop</title><script src="/widget.js"></script>`);
  await visit();
  const { page, complaints } = await blank();
  await watchTimers(page);
  await page.goto(`${server.origin}/`);
  for (const waitMs of [0, 1, 5, 10, 20, 40, 80, 160])
    await page.evaluate(async (ms) => {
      type Widget = { open(): void; sendMessage(text: string): void; destroy(): void };
      const { initChatWidget } = window as unknown as { initChatWidget(config: { siteKey: string }): Widget };
      const widget = initChatWidget({ siteKey: "widget-test" });
      widget.open();
      widget.sendMessage("Gone soon");
      if (ms) await new Promise((next) => setTimeout(next, ms));
      widget.destroy();
      widget.open();
      widget.sendMessage("Nobody hears this");
    }, waitMs);
  await page.waitForLoadState("networkidle");
  await until(() => server.sockets.open === 0);
  expect(await page.locator("chat-widget").count()).toBe(0);
  const asked = server.sockets.asked;
  const fired = (await timersFired(page)).length;
  await page.waitForTimeout(1500);
  expect((await timersFired(page)).length).toBe(fired);
  expect(server.sockets.asked).toBe(asked);
  expect([...server.chats.values()].flatMap((chat) => chat.messages).filter(({ message }) => message === "Nobody hears this")).toEqual([]);
  expect(complaints.filter((text) => !ofBrowser.test(text))).toEqual([]);
});

for (const method of ["destroy", "close"] as const)
  browserTest(`"${method}" while the questions before a chat are on their way leaves no socket`, async ({ server, visit }) => {
    server.configs.set("widget-test", { ...CONFIG, consentText: "We keep what you write for 30 days." });
    const { page } = await visit();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let isAsked = false;
    await page.route("**/forms-*", async (route) => {
      isAsked = true;
      await held;
      await route.continue();
    });
    await launcher(page).click();
    await until(() => isAsked);
    await call(page, method);
    const loaded = page.waitForResponse((response) => response.url().includes("/forms-"));
    release();
    await loaded;
    await page.evaluate(() => new Promise((next) => requestIdleCallback(next)));
    expect([server.sockets.asked, await dialog(page).count()]).toEqual([0, 0]);
  });
