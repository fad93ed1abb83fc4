import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Browser } from "playwright-core";
import { launchBrowser, openBrowserOf, type WatchedPage } from "./harness/browser";
import { type CustomerSite, startCustomerSite } from "./harness/customer-site";
import { addAnswer, createAgent, createWidget, logInAgent, registerAdmin, widgetOf } from "./harness/people";
import { expectData, restClient } from "./harness/rest";
import { makeDataDir, removeDataDir, startServer, type TestServer } from "./harness/server";
import { until } from "./harness/until";

const ADMIN = { username: "olive", email: "olive@example.com", password: "an olive grove" };
const AGENT = { fullName: "Robin Reed", username: "robin", email: "robin@example.com" };
const PAIR = { question: "How long does delivery take?", answer: "Two to four working days." };

let server: TestServer;
let browser: Browser;
let site: CustomerSite | undefined;
const people: WatchedPage[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer({ dataDir: await makeDataDir() }), launchBrowser()]);
}, 60_000);

afterAll(async () => {
  site?.stop();
  await browser.close();
  await server.stop();
  await removeDataDir(server.dataDir);
});

async function openBrowser() {
  const person = await openBrowserOf(browser);
  people.push(person);
  return person.page;
}

test("from an empty server to a chat between a visitor, the assistant and an agent", async () => {
  const admin = await openBrowser();
  await registerAdmin(admin, server.url, ADMIN);
  const siteKey = await createWidget(admin, server.url, "Olive & Oak");
  await addAnswer(admin, server.url, PAIR);
  const password = await createAgent(admin, server.url, AGENT);

  // The assistant answers first.
  site = startCustomerSite(server.url, siteKey);
  const visitorPage = await openBrowser();
  await visitorPage.goto(site.url);
  const visitor = widgetOf(visitorPage);
  await visitor.open();
  await visitor.say("Hello there");
  await visitor.reads("Hello! What can I help you with?");
  await visitor.say("how long will the delivery take");
  await visitor.reads(PAIR.answer);

  // Two visitors wait. Nobody is there until an agent comes: then their places are 1 and 2.
  await visitor.askForPerson();
  await visitor.reads("Nobody is here right now.");
  const secondPage = await openBrowser();
  await secondPage.goto(site.url);
  const second = widgetOf(secondPage);
  await second.open();
  await second.say("I would like to talk to a person");
  await second.reads("Leave a message");
  const agentPage = await openBrowser();
  await logInAgent(agentPage, server.url, { email: AGENT.email, password });
  await visitor.reads("You are next");
  await second.reads(/You are 2nd in line/);

  // The agent accepts; both talk both ways, with typing.
  await agentPage.getByRole("button", { name: "Accept Customer" }).first().click();
  await agentPage.getByText(PAIR.answer).first().waitFor();
  await agentPage.getByText(`From: ${PAIR.question}`).waitFor();
  await visitor.reads("Robin Reed joined");
  await second.reads("You are next");

  const composer = agentPage.getByRole("textbox", { name: "Message to Customer" });
  await composer.pressSequentially("Good morning, Robin here.");
  await visitor.root.locator(".typing, [class*=dots]").first().waitFor({ state: "visible" });
  await composer.press("Enter");
  await visitor.reads("Good morning, Robin here.");
  await visitor.root.getByRole("textbox", { name: "Message" }).pressSequentially("My parcel");
  await agentPage
    .getByText(/typing|is writing/)
    .first()
    .waitFor();
  await visitor.say("My parcel is late <img src=x onerror=alert(1)>");
  await agentPage.getByText("My parcel is late <img src=x onerror=alert(1)>").first().waitFor();

  // Back to the assistant, which answers again.
  await agentPage.getByRole("button", { name: "Return to AI" }).click();
  await visitor.reads("The assistant is back");
  await visitor.say("And how long does delivery take?");
  await until("the assistant's second answer", async () => (await visitor.lines()).filter((line) => line === PAIR.answer).length === 2);

  // Reloading shows the whole chat again.
  const before = (await visitor.lines()).slice(1);
  await visitorPage.reload();
  const reloaded = widgetOf(visitorPage);
  if (!(await reloaded.root.getByRole("textbox", { name: "Message" }).isVisible())) await reloaded.open();
  await until("the chat after the reload", async () => (await reloaded.lines()).length === before.length + 1);
  expect((await reloaded.lines()).slice(1)).toEqual(before);

  // And so does the documented history.
  const sessionId = await until("the session's id", () =>
    visitorPage.evaluate(
      () =>
        Object.values({ ...localStorage })
          .join(" ")
          .match(/session[_-][A-Za-z0-9_-]{8,}/)?.[0] ?? null,
    ),
  );
  const { token } = await expectData<{ token: string }>(restClient(server.url)("POST", "/auth/login", ADMIN));
  const { body } = await restClient(server.url, token)("GET", `/widgets/sessions/${sessionId}/messages`);
  const history = (body as { messages: { text: string; sender: string; isAI: boolean }[] }).messages;
  expect(history.map((message) => message.text)).toEqual(before);
  expect(history.filter((message) => message.sender === "agent" && !message.isAI).map((message) => message.text)).toEqual([
    "Good morning, Robin here.",
  ]);

  expect(people.flatMap((person) => person.complaints)).toEqual([]);
}, 120_000);
