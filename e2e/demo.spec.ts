import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { textOf } from "./embedding/document";
import { launchBrowser, openBrowserOf } from "./harness/browser";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { until } from "./harness/until";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  const starting = makeDataDir().then((dataDir) => startServer({ dataDir, env: { SEED_DEMO: "true" } }));
  [server, browser] = await Promise.all([starting, launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  await removeDataDir(server.dataDir);
});

const press = (page: Page, name: string) => page.locator("#chat").getByRole("button", { name, exact: true }).click();
const told = (page: Page) => page.locator(".live-log code").allTextContents();
const hears = (page: Page, text: string) => until(text, async () => (await told(page)).some((line) => line.startsWith(text)));

async function visit() {
  const watched = await openBrowserOf(browser);
  await watched.page.goto(`${server.url}/demo`);
  await hears(watched.page, "ready");
  return watched;
}

test("the demo page calls what its buttons name, and tells what it hears", async () => {
  const { page, complaints } = await visit();
  await press(page, "identify");
  await press(page, "setAttributes");
  await press(page, "open");
  await page.getByRole("dialog").waitFor();
  await press(page, "prefill");
  const field = page.getByRole("dialog").getByRole("textbox", { name: "Message" });
  await until("the text to be in the field", async () => (await field.inputValue()) === "Do you ship to Norway?");
  await press(page, "sendMessage");
  await hears(page, "message");
  await press(page, "toggle");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await press(page, "hide");
  expect(await page.locator("chat-widget .launcher").isVisible()).toBe(false);
  await press(page, "show");
  const stored = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("cw:")).length);
  await press(page, '"pending"');
  await until("nothing to be stored", async () => (await stored()) === 0);
  await press(page, '"granted"');
  await until("the chat to be stored", async () => (await stored()) > 0);
  await press(page, "logout");
  await until("the chat to be forgotten", async () => (await stored()) === 0);
  expect(await told(page)).toContain('chat.setAttributes({"plan":"studio","orders":3})');
  await press(page, "Clear");
  expect(await told(page)).toEqual([]);
  expect(complaints).toEqual([]);
}, 60_000);

test("its switches change the chat in front of the visitor, who keeps it open", async () => {
  const { page, complaints } = await visit();
  await press(page, "open");
  await page.getByLabel("locale").selectOption("de");
  await page.getByRole("textbox", { name: "Nachricht" }).waitFor();
  await page.getByLabel("position").selectOption("top-left");
  const isAtTopLeft = (part: string) => async () => {
    const box = await page.locator(`chat-widget .${part}`).boundingBox();
    return box !== null && box.x < 100 && box.y < 200;
  };
  await until("the panel to be at the top left", isAtTopLeft("panel"));
  await page.getByLabel("dir").selectOption("rtl");
  await page.locator("chat-widget .panel[dir=rtl]:not([hidden])").waitFor();
  await page.getByLabel("theme").selectOption("dark");
  await page.locator("chat-widget .panel.dark:not([hidden])").waitFor();
  await page.getByRole("textbox", { name: "Nachricht" }).waitFor();
  await press(page, "destroy");
  expect(await page.locator("chat-widget").count()).toBe(0);
  await press(page, "initChatWidget");
  await until("the launcher to be at the top left", isAtTopLeft("launcher"));
  expect(complaints).toEqual([]);
}, 60_000);

test("no method of the widget is missing on it, and no event", async () => {
  const { page } = await visit();
  const types = textOf("types");
  const methods = [...types.matchAll(/^ {2}(\w+)\(.*\): void;/gm)].map(([, name = ""]) => name).filter((name) => name !== "off");
  const words = await page.locator("#chat").evaluate((section) => section.textContent ?? "");
  for (const method of methods) expect(words).toContain(method === "setLocale" ? "locale" : method);
  await press(page, "Clear");
  const events = [...types.matchAll(/^ {2}\| "(\w+)"/gm)].map(([, name = ""]) => name);
  await page.evaluate((names) => {
    for (const name of names) dispatchEvent(new CustomEvent(`chatwidget:${name}`));
  }, events);
  expect(await told(page)).toEqual(events);
}, 60_000);
