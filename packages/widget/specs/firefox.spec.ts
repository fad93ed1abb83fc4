import { afterAll, expect } from "bun:test";
import { CONFIG } from "../src/testing/fake-server";
import { closeFirefox, type FirefoxVisitor, firefoxVisitor } from "./harness/firefox";
import { plainPage, STRICT_POLICY } from "./harness/pages";
import { browserTest, type Scene } from "./harness/scene";

afterAll(closeFirefox);

/** On a page with a strict policy, of which the browser must have nothing to say. Images are allowed: Firefox asks for the page's icon. */
const story = (
  name: string,
  act: (visitor: FirefoxVisitor, server: Scene["server"]) => Promise<void>,
  config = CONFIG,
  html = plainPage(),
) =>
  browserTest(`in Firefox ${name}`, async ({ server }) => {
    server.configs.set("widget-test", config);
    server.page("/", html, { "content-security-policy": `${STRICT_POLICY}; img-src 'self'` });
    const visitor = await firefoxVisitor(`${server.origin}/`);
    try {
      await act(visitor, server);
      expect(visitor.complaints).toEqual([]);
    } finally {
      await visitor.leave();
    }
  });

story("a visitor opens the chat by keyboard, writes, is answered, and closes it with Escape", async (visitor) => {
  await visitor.inWidget(".launcher").wait();
  await visitor.page.keyboard.press("Tab");
  await visitor.focusIsIn(".launcher");
  await visitor.page.keyboard.press("Enter");
  await visitor.focusIsIn("textarea");
  await visitor.write("Where is my parcel?");
  await visitor.reads("Answer to: Where is my parcel?");
  expect(await visitor.lines()).toEqual([CONFIG.welcomeMessage, "Where is my parcel?", "Answer to: Where is my parcel?"]);
  await visitor.page.keyboard.press("Escape");
  await visitor.focusIsIn(".launcher");
  expect(await visitor.isShown(".panel")).toBe(false);
});

story("a visitor talks to a person: in line, joined, answered, ended", async (visitor, server) => {
  await visitor.open();
  await visitor.inWidget(".composer .person").click();
  await visitor.reads("You are 2nd in line, about 4 minutes");
  const [sessionId = ""] = server.chats.keys();
  server.publish(sessionId, { type: "agent_joined", message: "", agentName: "Sam" });
  await visitor.reads("Sam joined");
  server.say(sessionId, "Hi, I am **Sam**", { agentName: "Sam", isAI: false });
  await visitor.reads("Hi, I am Sam");
  await visitor.write("My parcel is late");
  await visitor.reads("Answer to: My parcel is late");
  server.publish(sessionId, { type: "chat_closed", message: "" });
  await visitor.reads("How was this chat?");
});

story(
  "a page from right to left has the panel in its own language, turned, and whole on the screen",
  async (visitor) => {
    await visitor.open();
    await visitor.write("مرحبا");
    await visitor.reads("Answer to: مرحبا");
    const [panel, close, heading, send, input] = await visitor.boxes(".panel", ".bar > :last-child", ".heading", ".send", "textarea");
    if (!panel || !close || !heading || !send || !input) throw new Error("something of the panel is not there");
    expect(
      await visitor.page.evaluate(() => document.querySelector("chat-widget")?.shadowRoot?.querySelector(".panel")?.matches(":dir(rtl)")),
    ).toBe(true);
    expect(close.right).toBeLessThanOrEqual(heading.left);
    expect(send.right).toBeLessThanOrEqual(input.left);
    expect(panel.left).toBeGreaterThanOrEqual(0);
    expect(panel.right).toBeLessThanOrEqual(1200);
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  },
  CONFIG,
  plainPage().replace(`<html lang="en">`, `<html lang="ar" dir="rtl">`),
);

story("a reload keeps the chat", async (visitor) => {
  await visitor.open();
  await visitor.write("Remember me");
  await visitor.reads("Answer to: Remember me");
  await visitor.page.reload();
  await visitor.open();
  await visitor.reads("Answer to: Remember me");
  await visitor.write("And again");
  await visitor.reads("Answer to: And again");
  expect(await visitor.lines()).toEqual([
    CONFIG.welcomeMessage,
    "Remember me",
    "Answer to: Remember me",
    "And again",
    "Answer to: And again",
  ]);
});

story("a server that was away loses and doubles nothing", async (visitor, server) => {
  await visitor.open();
  await visitor.write("Before");
  await visitor.reads("Answer to: Before");
  await server.stop();
  await visitor.reads("Reconnecting");
  await visitor.write("Meanwhile");
  await visitor.reads("Sending");
  server.resume();
  await visitor.reads("Answer to: Meanwhile");
  expect((await visitor.lines()).filter((line) => line === "Meanwhile")).toHaveLength(1);
});

story(
  "the form before the chat is checked, and its answers go along",
  async (visitor, server) => {
    await visitor.open();
    await visitor.inWidget(".prechat .start").click();
    await visitor.reads("Your name is needed");
    await visitor.focusIsIn("input");
    await visitor.inWidget(".prechat input").fill("Jo");
    await visitor.inWidget(".prechat .start").click();
    await visitor.write("Hello");
    await visitor.reads("Answer to: Hello");
    expect([...server.chats.values()].flatMap((chat) => chat.joins).map((join) => join.visitorName)).toContain("Jo");
  },
  { ...CONFIG, enablePrechatForm: true, prechatFields: [{ name: "name", label: "Your name", type: "text", required: true }] },
);
