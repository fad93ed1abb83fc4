import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { launchBrowser, openBrowserOf, type WatchedPage } from "../harness/browser";
import { chatsOn, widgetOf } from "../harness/people";
import { expectData, makeApiAccount, restClient } from "../harness/rest";
import { makeDataDir, removeDataDir, startServer } from "../harness/server";
import { textOf } from "./document";

/** A chat server with two widgets, and the website of another origin that follows the document. */
export async function openStage() {
  const [server, browser] = await Promise.all([makeDataDir().then((dataDir) => startServer({ dataDir })), launchBrowser()]);
  const account = await makeApiAccount(server.url, "webmaster");
  const { siteKey, token } = account;
  const create = restClient(server.url, token)("POST", "/widgets", { business_name: "The other shop" });
  const other = (await expectData<{ widget: { site_key: string } }>(create)).widget.site_key;
  let answer = new Response();
  const site = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request) => (new URL(request.url).pathname === "/" ? answer.clone() : new Response(null, { status: 404 })),
  });

  /** What the reader of an example fills in. */
  const exampleOf = (name: string) =>
    textOf(name)
      .replaceAll("https://chat.example.com", server.url)
      .replaceAll("wss://chat.example.com", server.url.replace("http", "ws"))
      .replaceAll("widget-abc123", siteKey)
      .replaceAll("widget-def456", other);

  async function openSite(body: string, headers: Record<string, string> = {}): Promise<WatchedPage> {
    const head = `<meta charset="utf-8"><title>A shop</title>`;
    const html = `<!doctype html><html lang="en"><head>${head}</head><body><h1>A shop</h1>${body}</body></html>`;
    answer = new Response(html, { headers: { "content-type": "text/html; charset=utf-8", ...headers } });
    const watched = await openBrowserOf(browser);
    await watched.page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
    await watched.page.goto(site.url.href);
    return watched;
  }

  return {
    server,
    account,
    exampleOf,
    openSite,
    /** A browser of someone else's. */
    openPerson: () => openBrowserOf(browser),
    /** A page that has the script and nothing else. */
    openLoaded: () => openSite(`<script src="${server.url}/widget.js"></script>`),
    async close() {
      await browser.close();
      await server.stop();
      await site.stop(true);
      await removeDataDir(server.dataDir);
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

export const launcher = (page: Page) => page.locator("chat-widget button.launcher");

/** What the widget keeps on the device, without the prefix. */
export const storedKeys = (page: Page) => page.evaluate(() => Object.keys(localStorage).map((key) => key.replace(/^cw:[^:]+:/, "")));

/** The visitor talks and is answered, and the page complains of nothing. */
export async function chats({ page, complaints }: WatchedPage) {
  if ((await launcher(page).getAttribute("aria-expanded")) !== "true") await widgetOf(page).open();
  await chatsOn(page);
  expect(complaints).toEqual([]);
}
