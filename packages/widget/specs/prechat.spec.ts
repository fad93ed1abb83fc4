import { expect } from "bun:test";
import { CONFIG } from "../src/testing/fake-server";
import { browserTest } from "./harness/scene";
import { answerTo, launcher, talk } from "./harness/visitor";

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
