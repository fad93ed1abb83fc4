import { afterAll, beforeAll, expect, test } from "bun:test";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, openBrowserOf } from "./harness/browser";
import { createAgent, createWidget, logInAgent, registerAdmin, widgetOf } from "./harness/people";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  const dataDir = await makeDataDir();
  [server, browser] = await Promise.all([startServer({ dataDir, env: { SEED_DEMO: "true" } }), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  await removeDataDir(server.dataDir);
});

/** What axe finds on a page, shadow roots included, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  // Colors are measured where they come to rest.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))));
  await page.evaluate(`${axe.source};0`);
  const found = await page.evaluate((rules) => (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: rules }), RULES);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target}`));
}

test("the widget on a page with a header of its own", async () => {
  const { page } = await openBrowserOf(browser);
  await page.goto(`${server.url}/demo`);
  await page.locator("chat-widget button.launcher").waitFor();
  expect(await violations(page)).toEqual([]);
  const visitor = widgetOf(page);
  await visitor.open();
  await visitor.say("How long does delivery take?");
  await visitor.reads(/working days/);
  expect(await violations(page)).toEqual([]);
  await visitor.askForPerson();
  await visitor.reads("Nobody is here right now.");
  expect(await violations(page)).toEqual([]);
}, 60_000);

test("the admin app, notices included, and the desk", async () => {
  const { page } = await openBrowserOf(browser);
  await registerAdmin(page, server.url, { username: "axel", email: "axel@example.com", password: "a-long-password" });
  expect(await violations(page)).toEqual([]);
  await createWidget(page, server.url, "Axel's");
  await page.getByText("is ready").waitFor();
  expect(await violations(page)).toEqual([]);
  const password = await createAgent(page, server.url, { fullName: "Robin Reed", username: "robin", email: "robin@example.com" });
  expect(await violations(page)).toEqual([]);
  await logInAgent(page, server.url, { email: "robin@example.com", password });
  expect(await violations(page)).toEqual([]);
}, 60_000);
