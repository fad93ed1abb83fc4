import { afterAll, beforeAll, expect, test } from "bun:test";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, openBrowserOf } from "./harness/browser";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  const dataDir = await makeDataDir();
  [server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  await removeDataDir(server.dataDir);
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(`${axe.source};0`);
  const found = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run(document));
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target}`));
}

test("the API page is readable on a bright desktop and on a dark phone", async () => {
  for (const look of [{ viewport: DESKTOP, colorScheme: "light" } as const, { viewport: PHONE, colorScheme: "dark" } as const]) {
    const { page, complaints } = await openBrowserOf(browser, look);
    await page.goto(`${server.url}/api/docs`);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
}, 60_000);

test("a request is copied as it can be pasted into a shell", async () => {
  const { page } = await openBrowserOf(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${server.url}/api/docs`);
  await page.locator("#register").getByRole("button", { name: "Copy" }).first().click();
  await page.locator("#register").getByRole("button", { name: "Copied" }).waitFor();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  const child = Bun.spawn(["sh", "-c", `${command} -s -o /dev/null -w '%{http_code}'`], { stdout: "pipe" });
  expect(await new Response(child.stdout).text()).toBe("201");
}, 60_000);

test("on a phone the endpoints are behind a button, and choosing one leads there", async () => {
  const { page } = await openBrowserOf(browser, { viewport: PHONE });
  await page.goto(`${server.url}/api/docs`);
  const chosen = page.getByRole("navigation").getByRole("link", { name: "Delete agent" });
  expect(await chosen.isVisible()).toBe(false);
  await page.getByRole("button", { name: "Endpoints" }).click();
  await chosen.click();
  expect(await chosen.isVisible()).toBe(false);
  const top = await page.locator("#deleteAgent").evaluate((section) => section.getBoundingClientRect().top);
  expect(top).toBeGreaterThan(0);
  expect(top).toBeLessThan(PHONE.height / 4);
}, 60_000);
