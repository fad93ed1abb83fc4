import { afterAll, beforeAll, expect, test } from "bun:test";
import { bodiesOf, startMailServer } from "@chat/api/testing/smtp";
import type { Browser } from "playwright-core";
import { launchBrowser, openBrowserOf } from "./harness/browser";
import { type CustomerSite, startCustomerSite } from "./harness/customer-site";
import { logInAgent, widgetOf } from "./harness/people";
import { type ApiAccount, makeApiAccount, PASSWORD } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { until } from "./harness/until";

let server: TestServer;
let browser: Browser;
let account: ApiAccount;
let site: CustomerSite;
let smtp: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  smtp = await startMailServer();
  const env = { SMTP_URL: smtp.url, MAIL_FROM: "Acme Chat <chat@acme.example>" };
  [server, browser] = await Promise.all([makeDataDir().then((dataDir) => startServer({ dataDir, env })), launchBrowser()]);
  account = await makeApiAccount(server.url, "postmaster");
  site = startCustomerSite(server.url, account.siteKey);
}, 60_000);

afterAll(async () => {
  await browser.close();
  site.stop();
  await server.stop();
  await smtp.stop();
  await removeDataDir(server.dataDir);
});

test("nobody is there: a visitor leaves a message, the admin is mailed, an agent finds it later, and the chat is mailed to its visitor", async () => {
  const { page, complaints } = await openBrowserOf(browser);
  await page.goto(site.url);
  const widget = widgetOf(page);
  await widget.open();
  await widget.say("Do you repair lamps?");
  await widget.askForPerson();
  await widget.root.getByRole("button", { name: "Leave a message" }).click();
  await widget.root.getByLabel("Name").fill("Ada Lovelace");
  await widget.root.getByLabel("E-mail").fill("ada@example.com");
  const form = widget.root.locator("form.prechat");
  await form.locator("textarea").fill("My <b>lamp</b> is dark.\nPlease write to me.");
  await form.getByRole("button", { name: "Leave message" }).click();
  await widget.reads("Please write to me.");

  await until("the admin's mail", () => smtp.received.length === 1);
  const [told] = smtp.received;
  expect(told?.to).toEqual(["postmaster@example.com"]);
  expect(told?.headers.get("reply-to")).toBe("Ada Lovelace <ada@example.com>");
  expect(told && bodiesOf(told).text).toContain("My <b>lamp</b> is dark.");

  const desk = await openBrowserOf(browser);
  await logInAgent(desk.page, server.url, { email: account.agent.email, password: PASSWORD });
  const waiting = desk.page.getByRole("region", { name: "Waiting" });
  for (const text of ["Ada Lovelace", "ada@example.com", "Left a message"]) await waiting.getByText(text).first().waitFor();
  await desk.page.getByRole("button", { name: "Accept Ada Lovelace" }).click();
  await widget.reads("Robin Reed joined");
  await desk.page.getByRole("log").getByText("Please write to me.").waitFor();

  await widget.root.getByRole("button", { name: "More" }).click();
  await widget.root.getByRole("button", { name: "Send this chat by e-mail" }).click();
  // What is known already need not be written again.
  expect(await widget.root.locator(".menu input").inputValue()).toBe("ada@example.com");
  await page.keyboard.press("Enter");
  await widget.reads("The chat is on its way to ada@example.com");
  await until("the visitor's mail", () => smtp.received.length === 2);
  expect(smtp.received[1]?.to).toEqual(["ada@example.com"]);
  const transcript = smtp.received[1] && bodiesOf(smtp.received[1]).text;
  for (const line of ["Do you repair lamps?", "My <b>lamp</b> is dark."]) expect(transcript).toContain(line);
  expect([...complaints, ...desk.complaints]).toEqual([]);
}, 90_000);
