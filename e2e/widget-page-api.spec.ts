import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser } from "playwright-core";
import { launchBrowser, openBrowserOf, type WatchedPage } from "./harness/browser";
import { chatsOn, logInAgent, widgetOf } from "./harness/people";
import { makeApiAccount, PASSWORD } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";

let server: TestServer;
let browser: Browser;
let siteKey: string;
const sites: { stop(): void }[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([makeDataDir().then((dataDir) => startServer({ dataDir })), launchBrowser()]);
  siteKey = (await makeApiAccount(server.url, "webmaster")).siteKey;
}, 60_000);

afterAll(async () => {
  await browser.close();
  for (const site of sites) site.stop();
  await server.stop();
  await removeDataDir(server.dataDir);
});

interface Site extends WatchedPage {
  /** What its own author is told on the console. */
  warnings: string[];
}

/** A page of another origin than the server's, with these tags in it and this script of its own. */
async function openSite(tags: string, script = ""): Promise<Site> {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,"></head>
<body><h1>A shop</h1>${tags}<script src="/shop.js"></script></body></html>`;
  const site = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request) =>
      request.url.endsWith(".js")
        ? new Response(script, { headers: { "content-type": "text/javascript" } })
        : new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } }),
  });
  sites.push({ stop: () => site.stop(true) });
  const watched = await openBrowserOf(browser);
  const warnings: string[] = [];
  watched.page.on("console", (message) => void (message.type() === "warning" && warnings.push(message.text())));
  await watched.page.goto(`http://127.0.0.1:${site.port}/`);
  return { ...watched, warnings };
}

async function expectChat({ page, complaints }: WatchedPage) {
  await chatsOn(page);
  expect(complaints).toEqual([]);
}

test("a tag with a site key shows the widget by itself", async () => {
  const site = await openSite(`<script async src="${server.url}/widget.js" data-site-key="${siteKey}"></script>`);
  await widgetOf(site.page).open();
  await expectChat(site);
});

test("initChatWidget shows it when the page says so", async () => {
  const site = await openSite(
    `<script src="${server.url}/widget.js"></script>`,
    `window.initChatWidget({ siteKey: "${siteKey}", apiUrl: "${server.url}" });`,
  );
  await widgetOf(site.page).open();
  await expectChat(site);
});

test("initChatWidget knows the server that the script came from", async () => {
  const site = await openSite(`<script src="${server.url}/widget.js"></script>`, `window.initChatWidget({ siteKey: "${siteKey}" });`);
  await widgetOf(site.page).open();
  await expectChat(site);
});

test("a ChatWidget of the page's own is opened, closed and destroyed by it", async () => {
  const site = await openSite(
    `<script src="${server.url}/widget.js"></script>`,
    `window.chat = new ChatWidget({ siteKey: "${siteKey}", apiUrl: "${server.url}/api" }); window.chat.open();`,
  );
  const dialog = widgetOf(site.page).root.getByRole("dialog");
  await dialog.waitFor();
  await expectChat(site);
  await site.page.evaluate("chat.close()");
  await dialog.waitFor({ state: "hidden" });
  await site.page.evaluate("chat.open()");
  await dialog.waitFor();
  await site.page.evaluate("chat.destroy()");
  await widgetOf(site.page).root.waitFor({ state: "detached" });
  expect(site.complaints).toEqual([]);
});

test.each([
  ["a number for an id", `user: { id: 42, name: "Ada" }`, ""],
  ["an id that is too long", `user: { id: "x".repeat(256) }`, "User id"],
  ["no address", `user: { id: "42", email: "not an address" }`, "Email is invalid"],
  ["a hash that is none", `user: { id: "42", hash: 7 }`, "User hash"],
  ["attributes that hold more than values", `attributes: { cart: { total: 5 } }`, "Visitor info holds"],
  ["a language that is none", `locale: 7`, ""],
])("a page that says what cannot be taken is told so, and gets a chat all the same: %s", async (_, said, told) => {
  const site = await openSite(
    `<script src="${server.url}/widget.js"></script>`,
    `window.initChatWidget({ siteKey: "${siteKey}", ${said} });`,
  );
  await widgetOf(site.page).open();
  await expectChat(site);
  expect(site.warnings).toEqual(told ? [expect.stringMatching(told)] : []);
});

test("what a page says of its visitor in the middle of a chat stands on the desk as it is said", async () => {
  const account = await makeApiAccount(server.url, "told-later");
  const site = await openSite(`<script async src="${server.url}/widget.js" data-site-key="${account.siteKey}"></script>`);
  await widgetOf(site.page).open();
  await expectChat(site);
  await widgetOf(site.page).askForPerson();

  const { page } = await openBrowserOf(browser);
  await logInAgent(page, server.url, { email: account.agent.email, password: PASSWORD });
  await page.getByRole("button", { name: "Accept the next" }).click();
  await page.getByText("Chat started").waitFor();
  await site.page.evaluate("ChatWidget.setAttributes({ plan: 'enterprise', orders: 3 })");
  await page.getByText("enterprise", { exact: true }).waitFor();
  await site.page.evaluate("ChatWidget.identify({ id: 'user-42', name: 'Ada Lovelace', email: 'ada@example.com' })");
  await page.getByText("ada@example.com", { exact: true }).waitFor();
  await page.getByText("Ada Lovelace", { exact: true }).first().waitFor();
  expect([site.complaints, site.warnings]).toEqual([[], []]);
}, 60_000);
