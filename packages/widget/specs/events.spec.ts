import { expect } from "bun:test";
import type { Page } from "playwright-core";
import type { ChatWidgetEvent } from "../src/api";
import { CONFIG } from "../src/testing/fake-server";
import { call } from "./harness/page-api";
import { plainPage } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { dialog, launcher, sessionOf, talk, until, write } from "./harness/visitor";

type Heard = [event: string, detail: unknown];

const NAMES: ChatWidgetEvent[] = [
  "ready",
  "open",
  "close",
  "message",
  "sent",
  "unread",
  "connected",
  "disconnected",
  "prechat",
  "escalated",
  "ended",
  "error",
  "destroy",
];

/** A page that notes what it hears: by the widget's own listeners, and on its window. */
const NOTING = `<h1>Shop</h1><script src="/widget.js"></script><script>
  var own = [], onWindow = [];
  var names = ${JSON.stringify(NAMES)};
  var chat = initChatWidget({ siteKey: "widget-test" });
  names.forEach((name) => {
    chat.on(name, (detail) => own.push([name, detail ?? null]));
    addEventListener("chatwidget:" + name, (event) => onWindow.push([name, event.detail ?? null]));
  });
  for (const name of ["chatWidgetReady", "chatWidgetMessage"]) addEventListener(name, (event) => onWindow.push([name, event.detail ?? null]));
</script>`;

const heard = (page: Page): Promise<Heard[]> => page.evaluate("own");
const detailsOf = async (page: Page, event: ChatWidgetEvent) =>
  (await heard(page)).flatMap(([name, detail]) => (name === event ? [detail] : []));
const hears = (page: Page, event: ChatWidgetEvent, count = 1) => until(async () => (await detailsOf(page, event)).length === count);

browserTest(
  "a page hears all that happens in a chat, with what it is about, on the widget and on its window",
  async ({ server, visit }) => {
    server.configs.set("widget-test", {
      ...CONFIG,
      enablePrechatForm: true,
      prechatFields: [{ name: "name", label: "Your name", type: "text", required: true }],
    });
    server.page("/", plainPage({ body: NOTING }));
    const { page } = await visit();
    await hears(page, "ready");
    await launcher(page).click();
    await page.getByLabel("Your name").fill("Jo");
    await page.getByRole("button", { name: "Start chat" }).click();
    await talk(page, "Hello");
    const sessionId = await sessionOf(page);
    const [question, answer] = server.chats.get(sessionId)?.messages ?? [];
    const id = (message = question) => Number(message?.id.slice(4));
    await page.getByRole("button", { name: "Talk to a person" }).click();
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "hidden" });
    server.say(sessionId, "There?", { agentName: "Robin" });
    await hears(page, "unread");
    const news = server.chats.get(sessionId)?.messages.at(-1);
    await launcher(page).click();
    await hears(page, "unread", 2);
    server.publish(sessionId, { type: "chat_closed", message: "" });
    await hears(page, "ended");
    for (const socket of server.chats.get(sessionId)?.sockets ?? []) socket.close();
    await hears(page, "connected", 2);
    await call(page, "destroy");
    expect(await heard(page)).toEqual([
      ["ready", null],
      ["open", null],
      ["connected", null],
      ["prechat", { visitorName: "Jo", visitorInfo: {} }],
      ["sent", { id: id(question), text: "Hello" }],
      ["message", { id: id(answer), text: "Answer to: Hello", from: "assistant", name: "AI Assistant" }],
      ["escalated", null],
      ["close", null],
      ["message", { id: id(news), text: "There?", from: "agent", name: "Robin" }],
      ["unread", 1],
      ["open", null],
      ["unread", 0],
      ["ended", null],
      ["disconnected", null],
      ["connected", null],
      ["destroy", null],
    ]);
    const onWindow = (await page.evaluate("onWindow")) as Heard[];
    expect(onWindow.filter(([name]) => NAMES.includes(name as ChatWidgetEvent))).toEqual(await heard(page));
    expect(onWindow.filter(([name]) => name === "chatWidgetReady")).toEqual([["chatWidgetReady", null]]);
    expect(onWindow.flatMap(([name, detail]) => (name === "chatWidgetMessage" ? [detail] : []))).toEqual(await detailsOf(page, "message"));
  },
);

browserTest("a part that cannot be loaded is an error that the page hears", async ({ server, visit }) => {
  server.page("/", plainPage({ body: NOTING }));
  const { page } = await visit();
  await hears(page, "ready");
  server.failing.files = "refuses";
  await launcher(page).click();
  await hears(page, "error");
  expect((await heard(page)).map(([name]) => name)).toEqual(["ready", "open", "error", "close"]);
});

browserTest("what a page's listener throws stops neither the widget nor the other listeners", async ({ server, visit }) => {
  server.page(
    "/",
    plainPage({
      body: `<script src="/widget.js"></script><script>
        initChatWidget({ siteKey: "widget-test" });
        ChatWidget.on("message", () => { throw new Error("of the page") });
        ChatWidget.on("message", ({ text }) => { document.title = text });
      </script>`,
    }),
  );
  const { page, complaints } = await visit();
  await talk(page, "Hello");
  await page.waitForFunction(() => document.title === "Answer to: Hello");
  await write(page, "Still here");
  await page.waitForFunction(() => document.title === "Answer to: Still here");
  expect(complaints).toHaveLength(2);
  for (const complaint of complaints) expect(complaint).toContain("of the page");
});
