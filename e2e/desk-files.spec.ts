import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { launchBrowser, openBrowserOf } from "./harness/browser";
import { logInAgent } from "./harness/people";
import { makeApiAccount, PASSWORD } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { openSocket } from "./harness/socket";

const PHOTO = join(import.meta.dir, "../docs/screens/admin-log-in-phone.png");
const PDF = new Blob(["%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n"]);
/** A name that would be an element, were it ever taken for HTML. */
const HOSTILE = '<img src=x onerror="document.title=1">';

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([makeDataDir().then((dataDir) => startServer({ dataDir })), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  await removeDataDir(server.dataDir);
});

test("an agent sees images in a box that is there before them, and other files as rows to download, with names as text", async () => {
  const account = await makeApiAccount(server.url, "gallery");
  const key = { siteKey: account.siteKey, sessionId: "session_with_pictures" };
  const upload = async (bytes: Blob, name: string) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(key)) form.set(field, value);
    form.set("file", bytes, name);
    expect((await fetch(`${server.url}/api/widgets/upload`, { method: "POST", body: form })).status).toBe(201);
  };
  const visitor = await openSocket(`${server.url}/ws/${key.sessionId}`);
  visitor.send({ type: "join", ...key, visitorName: "Jonas Weber" });
  await visitor.next("session");
  visitor.send({ type: "escalate", ...key, reason: "It arrived broken" });
  await visitor.next("queue_update");
  await upload(Bun.file(PHOTO), "bowl.png");

  const { page, complaints } = await openBrowserOf(browser);
  await logInAgent(page, server.url, { email: account.agent.email, password: PASSWORD });
  // Bytes that do not come: what is measured is the box.
  await page.route("**/api/files/*", async (route) => {
    await page.evaluate(() => new Promise((arrive) => Object.assign(window, { arrive })));
    await route.continue();
  });
  await page.getByRole("button", { name: "Accept the next" }).click();
  const log = page.getByRole("log", { name: "Messages" });
  const image = log.getByRole("img", { name: "bowl.png" });
  await image.waitFor();
  const before = await image.boundingBox();
  expect(before).toMatchObject({ width: 238, height: 178 });
  expect(await image.evaluate((element: HTMLImageElement) => [element.naturalWidth, element.loading])).toEqual([0, "lazy"]);
  await page.waitForFunction("window.arrive");
  await page.evaluate("window.arrive()");
  await page.waitForFunction(() => [...document.images].some((element) => element.alt === "bowl.png" && element.naturalWidth > 0));
  expect(await image.boundingBox()).toEqual(before);
  await page.unroute("**/api/files/*");

  await upload(PDF, `${HOSTILE}.pdf`);
  const row = log.getByRole("link", { name: HOSTILE });
  await row.waitFor();
  expect(await row.textContent()).toContain(`${HOSTILE}.pdf`);
  expect(await row.textContent()).toContain("PDF · 1 kB");
  const [download] = await Promise.all([page.waitForEvent("download"), row.click()]);
  expect(await Bun.file(await download.path()).text()).toStartWith("%PDF-1.7");
  await page
    .getByRole("link", { name: /Jonas Weber/ })
    .getByText("File:")
    .waitFor();
  expect([await page.title(), complaints]).toEqual([expect.not.stringMatching(/^1$/), []]);
  visitor.close();
}, 60_000);

test("an image whose bytes are gone is a row as any other file", async () => {
  const account = await makeApiAccount(server.url, "lost");
  const key = { siteKey: account.siteKey, sessionId: "session_of_lost_bytes" };
  const form = new FormData();
  for (const [field, value] of Object.entries(key)) form.set(field, value);
  form.set("file", Bun.file(PHOTO), "bowl.png");
  await fetch(`${server.url}/api/widgets/upload`, { method: "POST", body: form });
  const visitor = await openSocket(`${server.url}/ws/${key.sessionId}`);
  visitor.send({ type: "join", ...key });
  await visitor.next("session");
  visitor.send({ type: "escalate", ...key });
  await visitor.next("queue_update");
  const { page } = await openBrowserOf(browser);
  await page.route("**/api/files/*", (route) => route.abort());
  await logInAgent(page, server.url, { email: account.agent.email, password: PASSWORD });
  await page.getByRole("button", { name: "Accept the next" }).click();
  await page.getByRole("log", { name: "Messages" }).getByRole("link", { name: "bowl.png" }).getByText("PNG · ").waitFor();
  visitor.close();
}, 60_000);
