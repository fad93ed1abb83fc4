import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, openBrowserOf } from "./harness/browser";
import { type CustomerSite, startCustomerSite } from "./harness/customer-site";
import { logInAgent, widgetOf } from "./harness/people";
import { type ApiAccount, makeApiAccount, PASSWORD, restClient } from "./harness/rest";
import { freePort, makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { until } from "./harness/until";

const PHOTO = join(import.meta.dir, "../docs/screens/admin-log-in-phone.png");
const port = await freePort();
let server: TestServer;
let browser: Browser;
let account: ApiAccount;
let site: CustomerSite;

beforeAll(async () => {
  const dataDir = await makeDataDir();
  [server, browser] = await Promise.all([startServer({ dataDir, port }), launchBrowser()]);
  account = await makeApiAccount(server.url, "filer");
  site = startCustomerSite(server.url, account.siteKey);
}, 60_000);

afterAll(async () => {
  await browser.close();
  site.stop();
  await server.stop();
  await removeDataDir(server.dataDir);
});

interface Said {
  text: string;
  sender: string;
  file?: { name: string; url: string };
}

async function visit() {
  const watched = await openBrowserOf(browser);
  await watched.page.goto(site.url);
  const widget = widgetOf(watched.page);
  await widget.open();
  await watched.page.getByRole("textbox", { name: "Message" }).hover();
  await widget.root.getByRole("button", { name: "Attach a file" }).waitFor();
  return { ...watched, widget };
}

async function pick(page: Page, files: string | { name: string; mimeType: string; buffer: Buffer }) {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Attach a file" }).click()]);
  await chooser.setFiles(files);
}

/** As a hand does, from the file manager. */
async function drop(page: Page, path: string) {
  const box = await page.getByRole("log").boundingBox();
  if (!box) throw new Error("the panel is not shown");
  const devtools = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, data: { items: [], files: [path], dragOperationsMask: 1 } };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) await devtools.send("Input.dispatchDragEvent", { type, ...at });
}

const sessionOf = (page: Page) =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(`cw:${key}:chat`) ?? "{}").sessionId as string, account.siteKey);

/** The files of the visitor's chat, as the database has them. */
async function storedFiles(page: Page): Promise<Said[]> {
  const { body } = await restClient(server.url, account.token)("GET", `/widgets/sessions/${await sessionOf(page)}/messages`);
  return (body as { messages: Said[] }).messages.filter(({ file }) => file);
}
/** All bytes of an image are drawn. */
const isDrawn = (page: Page, name: string) =>
  until(`${name} to be drawn`, () =>
    page
      .getByRole("img", { name })
      .last()
      .evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0),
  );

test("what a visitor picks, pastes and drops is seen by both sides, once, also after a reload", async () => {
  const { page, widget, complaints } = await visit();
  await pick(page, PHOTO);
  await isDrawn(page, "admin-log-in-phone.png");
  await widget.reads(/can't look at files/);
  await widget.askForPerson();
  await widget.reads("Nobody is here right now.");

  const desk = await openBrowserOf(browser);
  await logInAgent(desk.page, server.url, { email: account.agent.email, password: PASSWORD });
  await desk.page.getByRole("button", { name: "Accept the next" }).click();
  await isDrawn(desk.page, "admin-log-in-phone.png");

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 90, height: 60 });
    canvas.getContext("2d")?.fillRect(10, 10, 50, 30);
    const png = await new Promise<Blob | null>((done) => canvas.toBlob(done));
    if (png) await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
  });
  await page.getByRole("textbox", { name: "Message" }).press("Control+V");
  await isDrawn(desk.page, "image.png");
  await drop(page, PHOTO.replace("log-in", "register"));
  await isDrawn(desk.page, "admin-register-phone.png");

  await page.reload();
  await widget.open();
  for (const name of ["admin-log-in-phone.png", "image.png", "admin-register-phone.png"]) await isDrawn(page, name);
  expect((await storedFiles(page)).map(({ text }) => text)).toEqual(["admin-log-in-phone.png", "image.png", "admin-register-phone.png"]);
  expect(await page.getByRole("dialog").getByRole("img").count()).toBe(3);
  expect([complaints, desk.complaints]).toEqual([[], []]);
}, 90_000);

/** How many bytes of uploads have arrived at the server and are not kept yet. */
async function arriving(): Promise<number> {
  const folder = join(server.dataDir, "uploads/incoming");
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).then(({ size }) => size)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

test("a server killed in the middle of an upload, and back again: the visitor's retry gives exactly one message", async () => {
  const { page, widget } = await visit();
  await widget.say("It arrived broken");
  await widget.reads("It arrived broken");
  const devtools = await page.context().newCDPSession(page);
  const line = (uploadThroughput: number) =>
    devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await devtools.send("Network.enable");
  await line(400_000);
  const buffer = Buffer.alloc(4_000_000, "All work and no play makes Jack a dull boy. ");
  await pick(page, { name: "story.txt", mimeType: "text/plain", buffer });
  await until("half of it to arrive", async () => (await arriving()) > 1_000_000);
  await widget.reads(/Uploading… [1-9]/);
  await server.kill();
  const retry = widget.root.getByRole("button", { name: "Retry" });
  await retry.waitFor();

  server = await startServer({ dataDir: server.dataDir, port });
  expect(await storedFiles(page)).toEqual([]);
  await line(-1);
  // What it answers to the first retry is lost on the way: stored there, unknown here.
  let isLost = false;
  await page.route("**/api/widgets/upload", async (route) => {
    if (isLost) return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await retry.click();
  await until("the answer to be lost", async () => isLost && (await storedFiles(page)).length === 1);
  await retry.click();
  await widget.root.getByRole("link", { name: "story.txt" }).waitFor();
  await retry.waitFor({ state: "detached" });

  const [stored, ...more] = await storedFiles(page);
  expect(more).toEqual([]);
  expect(await (await fetch(server.url + stored?.file?.url)).text()).toBe(buffer.toString());
  expect(await widget.root.getByText("story.txt").count()).toBe(1);
  await page.reload();
  await widget.open();
  await widget.reads("story.txt");
  expect(await widget.root.getByText("story.txt").count()).toBe(1);
}, 120_000);
