import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, openBrowserOf, openPage } from "./harness/browser";
import { type CustomerSite, startCustomerSite } from "./harness/customer-site";
import { logInAgent, widgetOf } from "./harness/people";
import { type ApiAccount, makeApiAccount, PASSWORD, restClient } from "./harness/rest";
import { freePort, makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { until } from "./harness/until";

const PHONE = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const KILLS = 3;
/** What each of the three says between two kills, and after the last one. */
const LINES = 8;

const port = await freePort();
let server: TestServer;
let browser: Browser;
let account: ApiAccount;
let site: CustomerSite;

beforeAll(async () => {
  const dataDir = await makeDataDir();
  [server, browser] = await Promise.all([startServer({ dataDir, port }), launchBrowser()]);
  account = await makeApiAccount(server.url, "keeper");
  site = startCustomerSite(server.url, account.siteKey);
}, 60_000);

afterAll(async () => {
  await browser.close();
  site.stop();
  await server.stop();
  await removeDataDir(server.dataDir);
});

const spoken = (text: string): string[] => text.match(/\b(?:first|second|robin) \d+\b/g) ?? [];
// biome-ignore lint/performance/useDomNodeTextContent: without line ends a text and the time under it are one word
const logOf = (page: Page) => page.getByRole("log").evaluate((log: HTMLElement) => log.innerText);
const shownIn = async (page: Page) => spoken(await logOf(page));

async function stored(page: Page): Promise<string[]> {
  const sessionId = await page.evaluate((key) => JSON.parse(localStorage.getItem(`cw:${key}:chat`) ?? "{}").sessionId, account.siteKey);
  const { body } = await restClient(server.url, account.token)("GET", `/widgets/sessions/${sessionId}/messages`);
  return (body as { messages: { text: string }[] }).messages.flatMap(({ text }) => spoken(text));
}

test("a server killed in mid-chat, three times: two tabs on a phone, the desk and the rows hold the same, once, in one order", async () => {
  const desk = await openBrowserOf(browser);
  await logInAgent(desk.page, server.url, { email: account.agent.email, password: PASSWORD });
  const first = await openBrowserOf(browser, PHONE);
  await first.page.goto(site.url);
  await widgetOf(first.page).open();
  await widgetOf(first.page).askForPerson();
  await widgetOf(first.page).reads(/in line|next/);
  const second = await openPage(first.page.context());
  await second.page.goto(site.url);
  await widgetOf(second.page).open();
  await desk.page.getByRole("button", { name: "Accept the next" }).click();
  const answer = desk.page.getByRole("textbox", { name: /^Message to/ });
  for (const { page } of [first, second]) await widgetOf(page).reads("Robin Reed joined");

  let number = 0;
  const sayAll = async () => {
    number++;
    await widgetOf(first.page).say(`first ${number}`);
    await widgetOf(second.page).say(`second ${number}`);
    await answer.fill(`robin ${number}`);
    await answer.press("Enter");
  };
  for (let kill = 1; kill <= KILLS; kill++) {
    for (let line = 1; line < LINES; line++) await sayAll();
    // In the middle of what is on its way; the rest is written while nobody is there.
    await Promise.all([sayAll(), server.kill()]);
    for (const { page } of [first, second]) await widgetOf(page).reads(/Reconnecting/);
    await sayAll();
    server = await startServer({ dataDir: server.dataDir, port });
  }
  for (let line = 1; line <= LINES; line++) await sayAll();

  const all = ["first", "second", "robin"].flatMap((name) => Array.from({ length: number }, (_, index) => `${name} ${index + 1}`));
  const places = { first: first.page, second: second.page, desk: desk.page };
  for (const [name, page] of Object.entries(places)) {
    await until(`all ${all.length} lines on ${name}`, async () => new Set(await shownIn(page)).size === all.length, 40_000);
    await until(`nothing unsent on ${name}`, async () => !/Sending…|Not sent/.test(await logOf(page)));
  }
  const rows = await stored(first.page);
  expect(rows.toSorted()).toEqual(all.toSorted());
  for (const name of ["first", "second", "robin"])
    expect(rows.filter((line) => line.startsWith(name))).toEqual(all.filter((line) => line.startsWith(name)));
  for (const page of Object.values(places)) expect(await shownIn(page)).toEqual(rows);
  await first.page.reload();
  await widgetOf(first.page).open();
  await until("the newest lines after a reload", async () => (await shownIn(first.page)).at(-1) === rows.at(-1));
  const afterReload = await shownIn(first.page);
  expect(afterReload).toEqual(rows.slice(-afterReload.length));
}, 180_000);
