import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser } from "playwright-core";
import { launchBrowser, openBrowserOf } from "./harness/browser";
import { type CustomerSite, startCustomerSite } from "./harness/customer-site";
import { createWidget, registerAdmin, widgetOf } from "./harness/people";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";

const dataDir = await makeDataDir();
let server: TestServer;
let browser: Browser;
let site: CustomerSite | undefined;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser.close();
  site?.stop();
  await server.stop();
  await removeDataDir(dataDir);
}, 60_000);

test("an admin says where a widget may be used, and other websites do not get it", async () => {
  const { page, complaints } = await openBrowserOf(browser);
  await registerAdmin(page, server.url, { username: "gardener", email: "gardener@example.com", password: "a-long-password" });
  const siteKey = await createWidget(page, server.url, "Garden shop");
  const save = async () => {
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("All changes saved").waitFor();
  };
  const domain = page.getByLabel("Add a domain");

  await domain.fill("not a domain!");
  await domain.press("Enter");
  await page.getByText("Allowed domain must look like").waitFor();
  await domain.fill("https://shop.example/garden, *.shop.example");
  await domain.press("Enter");
  await page.getByRole("list", { name: "Allowed domains" }).getByText("*.shop.example").waitFor();
  await save();

  site = startCustomerSite(server.url, siteKey);
  const visitor = (await openBrowserOf(browser)).page;
  // The browser keeps even the refusal from a page that is not allowed.
  const refused = visitor.waitForEvent("requestfailed", (request) => request.url().endsWith("/config"));
  await visitor.goto(site.url);
  await refused;
  expect(await widgetOf(visitor).root.locator("button.launcher").count()).toBe(0);

  await page.getByRole("button", { name: "Remove *.shop.example" }).click();
  await page.getByRole("button", { name: "Remove shop.example" }).click();
  await domain.fill(site.url);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByRole("button", { name: "Remove 127.0.0.1" }).waitFor();
  await save();
  await page.reload();
  await page.getByRole("button", { name: "Remove 127.0.0.1" }).waitFor();

  await visitor.reload();
  const widget = widgetOf(visitor);
  await widget.open();
  await widget.say("Hello");
  await widget.reads("Hello");
  await visitor.waitForFunction(
    () => (document.querySelector("chat-widget")?.shadowRoot?.querySelectorAll(".line .bubble").length ?? 0) > 2,
  );
  expect(complaints).toEqual([]);
}, 120_000);
