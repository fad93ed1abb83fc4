import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser } from "playwright-core";
import { launchBrowser, openBrowserOf } from "./harness/browser";
import { createWidget, registerAdmin } from "./harness/people";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";

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

test("a refused field complains until it is changed, and the others go on complaining", async () => {
  const { page } = await openBrowserOf(browser);
  await page.goto(`${server.url}/register`);
  await page.getByLabel("Email").fill("nobody");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("Email is invalid").waitFor();
  await page.getByLabel("Email").fill("nobody@example.com");
  await page.getByText("Email is invalid").waitFor({ state: "detached" });
  expect(await page.getByLabel("Email").getAttribute("aria-invalid")).toBeNull();
  await page.getByText("Password must be at least 6 characters").waitFor();
}, 60_000);

test("fields of the form before the chat are mended one by one", async () => {
  const { page } = await openBrowserOf(browser);
  await registerAdmin(page, server.url, { username: "mender", email: "mender@example.com", password: "a-long-password" });
  await page.goto(`${server.url}/widgets/new`);
  await page.getByLabel("Business name").fill("Menders");
  await page.getByRole("switch", { name: "Show the pre-chat form" }).press("Space");
  for (let count = 1; count <= 2; count++) await page.getByRole("button", { name: "Add field" }).click();
  const problems = page.getByText("Field label is required");
  await page.getByRole("button", { name: "Create widget" }).click();
  await problems.nth(1).waitFor();
  await page.getByLabel("Label").first().fill("Your name");
  await problems.nth(1).waitFor({ state: "detached" });
  expect(await problems.count()).toBe(1);
  await page.getByLabel("Label").last().fill("Order number");
  await page.getByRole("button", { name: "Create widget" }).click();
  await page.getByText('data-site-key="widget-').first().waitFor();
}, 60_000);

test("what is typed while a widget is being saved stays, and counts as not saved", async () => {
  const { page } = await openBrowserOf(browser);
  const ANSWER_AFTER_MS = 700;
  await page.routeWebSocket(/\/trpc/, (socket) => {
    const upstream = socket.connectToServer();
    upstream.onMessage((data) => void setTimeout(() => socket.send(data), ANSWER_AFTER_MS));
  });
  await registerAdmin(page, server.url, { username: "hasty", email: "hasty@example.com", password: "a-long-password" });
  await createWidget(page, server.url, "Hasty");
  await page.getByText("All changes saved").waitFor();
  const title = page.getByLabel("Title", { exact: true });
  await title.fill("Ask us");
  await page.getByRole("button", { name: "Save changes" }).click();
  await title.fill("Ask us anything");
  await page.getByText("Saved", { exact: true }).waitFor();
  expect(await title.inputValue()).toBe("Ask us anything");
  await page.getByText("Unsaved changes").waitFor();
}, 60_000);
