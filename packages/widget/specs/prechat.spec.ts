import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { CONFIG } from "../src/testing/fake-server";
import { kept } from "./harness/page-api";
import { plainPage, tag } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { answerTo, dialog, launcher, talk } from "./harness/visitor";

browserTest("a form before the chat is checked in place and its answers go along", async ({ visit, server }) => {
  server.configs.set("widget-test", {
    ...CONFIG,
    enablePrechatForm: true,
    prechatFields: [
      { name: "name", label: "Your name", type: "text", required: true },
      { name: "email", label: "E-mail", type: "email", required: true },
      { name: "order", label: "Order number", type: "text", required: false },
    ],
  });
  const { page } = await visit();
  await launcher(page).click();
  await page.getByLabel("E-mail").fill("jo@");
  await page.getByRole("button", { name: "Start chat" }).click();
  await page.getByText("Your name is needed").waitFor();
  await page.getByText("This does not look like an e-mail address").waitFor();
  await page.getByLabel("Your name").fill("Jo");
  await page.getByLabel("E-mail").fill("jo@example.com");
  await page.getByLabel("Order number").fill("A-17");
  await page.getByRole("button", { name: "Start chat" }).click();
  await talk(page, "Hello");
  const join = [...server.chats.values()].flatMap((chat) => chat.joins).find((frame) => frame.visitorName === "Jo");
  expect(join?.visitorEmail).toBe("jo@example.com");
  expect(join?.visitorInfo?.["Order number"]).toBe("A-17");
});

browserTest("who presses five times begins one chat, says it once, and opens the panel once", async ({ visit, server }) => {
  server.configs.set("widget-test", {
    ...CONFIG,
    enablePrechatForm: true,
    prechatFields: [{ name: "name", label: "Your name", type: "text", required: true }],
  });
  const { page } = await visit();
  await launcher(page).click({ clickCount: 4 });
  await page.getByLabel("Your name").fill("Jo");
  const press = (selector: string) =>
    page.evaluate((wanted) => {
      const button = document.querySelector("chat-widget")?.shadowRoot?.querySelector<HTMLElement>(wanted);
      for (let press = 0; press < 5; press++) button?.click();
    }, selector);
  await press(".prechat .start");
  await page.getByLabel("Message", { exact: true }).fill("Only once");
  await press(".send");
  await answerTo(page, "Only once").waitFor();
  await page.reload();
  await launcher(page).click();
  await answerTo(page, "Only once").waitFor();
  expect(server.chats.size).toBe(1);
  expect([...server.chats.values()].flatMap(({ messages }) => messages).map(({ message }) => message)).toEqual([
    "Only once",
    "Answer to: Only once",
  ]);
});

const CONSENT = { ...CONFIG, consentText: "We keep what you write for 30 days." };
const agree = (page: Page) => page.getByRole("button", { name: "Agree and start chat" });

browserTest("where the question of consent cannot be loaded there is no chat, and a later click asks", async ({ visit, server }) => {
  server.configs.set("widget-test", CONSENT);
  const { page } = await visit();
  await page.route("**/forms-*", (route) => route.abort());
  const failed = page.evaluate(() => new Promise((heard) => addEventListener("chatwidget:error", () => heard(true))));
  await launcher(page).click();
  expect(await failed).toBe(true);
  await page.locator(`chat-widget .launcher[aria-expanded="false"]`).waitFor();
  expect(await dialog(page).count()).toBe(0);
  expect([server.sockets.asked, server.chats.size]).toEqual([0, 0]);
  await page.unroute("**/forms-*");
  await launcher(page).click();
  await agree(page).click();
  await talk(page, "Hello");
});

browserTest("a welcome that a page gives as something else than text does not leave the questions out", async ({ visit, server }) => {
  server.configs.set("widget-test", CONSENT);
  server.page("/", plainPage({ body: tag({ attributes: `async data-welcome-message="2027"` }) }));
  const { page, complaints } = await visit();
  await launcher(page).click();
  await agree(page).waitFor();
  expect(await page.locator("chat-widget .intro").allTextContents()).toEqual(["2027", CONSENT.consentText]);
  expect(complaints).toEqual([]);
});

browserTest("who was forgotten is asked again before the next word, and has the focus there", async ({ visit, server }) => {
  server.configs.set("widget-test", CONSENT);
  const { page } = await visit();
  await launcher(page).click();
  await agree(page).click();
  await talk(page, "Hello");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("button", { name: "Forget me" }).click();
  await page.getByRole("button", { name: "Press again" }).click();
  await agree(page).waitFor();
  expect(await page.getByLabel("Message", { exact: true }).isVisible()).toBe(false);
  await page.waitForFunction(`document.querySelector("chat-widget").shadowRoot.activeElement?.matches(".start")`);
  expect((await kept(page)).local).toEqual([]);
  await page.keyboard.press("Enter");
  await talk(page, "Hello again");
  expect(server.chats.size).toBe(2);
});

browserTest("who is known to the page is asked nothing", async ({ visit, server }) => {
  server.configs.set("widget-test", {
    ...CONFIG,
    enablePrechatForm: true,
    prechatFields: [{ name: "name", label: "Your name", type: "text", required: true }],
  });
  server.page(
    "/",
    plainPage({ body: `<script src="/widget.js"></script><script>initChatWidget({siteKey:"widget-test",user:{id:"7"}})</script>` }),
  );
  const { page } = await visit();
  await talk(page, "Hello");
  expect(await page.getByLabel("Your name").count()).toBe(0);
});

browserTest("what is wrong with an answer is tied to its field, and browsers may fill in what they know", async ({ visit, server }) => {
  server.configs.set("widget-test", {
    ...CONFIG,
    enablePrechatForm: true,
    prechatFields: [
      { name: "name", label: "Your name", type: "text", required: true },
      { name: "email", label: "E-mail", type: "email", required: true },
      { name: "phone", label: "Phone", type: "tel", required: false },
    ],
  });
  const { page } = await visit();
  await launcher(page).click();
  await page.getByLabel("E-mail").fill("jo@");
  await page.getByRole("button", { name: "Start chat" }).click();
  const told = async (label: string) => {
    const field = page.getByLabel(label);
    const id = await field.getAttribute("aria-describedby");
    return [
      await field.getAttribute("aria-invalid"),
      await page.locator(`chat-widget [id="${id}"]`).textContent(),
      await field.getAttribute("autocomplete"),
    ];
  };
  expect(await told("Your name")).toEqual(["true", "Your name is needed", "name"]);
  expect(await told("E-mail")).toEqual(["true", "This does not look like an e-mail address", "email"]);
  expect(await told("Phone")).toEqual(["false", "", "tel"]);
});

browserTest("who leaves a message by keyboard is in its first field", async ({ visit, server }) => {
  server.setFacts({ isStaffed: false });
  const { page } = await visit();
  await launcher(page).click();
  await page.getByRole("button", { name: "Talk to a person" }).click();
  await page.getByRole("button", { name: "Leave a message" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(`document.querySelector("chat-widget").shadowRoot.activeElement?.name === "name"`);
});
