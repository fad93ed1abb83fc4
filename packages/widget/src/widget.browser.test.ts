import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { CONFIG, startFakeServer } from "./testing/fake-server";

const root = join(import.meta.dir, "..");
const TAG = `<script async src="/widget.js" data-site-key="widget-test"></script>`;
const page$ = (body: string, head = "") =>
  `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Shop</title>${head}</head><body>${body}</body></html>`;
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let server: ReturnType<typeof startFakeServer>;
let browser: Browser;

beforeAll(async () => {
  const dist = await mkdtemp(join(tmpdir(), "chat-widget-"));
  const build = Bun.spawnSync([process.execPath, "run", "build.ts", dist], { cwd: root });
  if (build.exitCode !== 0) throw new Error(build.stdout.toString());
  server = startFakeServer(dist);
  server.page("/", page$(`<h1>Shop</h1>${TAG}`));
  browser = await chromium.launch({ executablePath: Bun.which("chromium") ?? undefined, args: ARGS });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server?.stop();
});

/** A page in a browser profile of its own, and what it complained of. */
async function visit(path: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) =>
    message.type() === "error" || message.type() === "warning" ? complaints.push(message.text()) : undefined,
  );
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(server.origin + path);
  return { page, complaints };
}

const until = async (holds: () => boolean) => {
  while (!holds()) await Bun.sleep(10);
};
const launcher = (page: Page) => page.locator("chat-widget .launcher");
const lines = (page: Page) => page.locator("chat-widget .bubble").allTextContents();
const write = async (page: Page, text: string) => {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.keyboard.press("Enter");
};
const sessionOf = (page: Page) => page.evaluate(() => JSON.parse(localStorage.getItem("cw:widget-test:chat") ?? "{}").sessionId as string);
const answerTo = (page: Page, text: string) => page.getByText(`Answer to: ${text}`, { exact: true });

test("a visitor opens the chat, writes, sees the line sent and the assistant's answer", async () => {
  const { page, complaints } = await visit("/");
  await launcher(page).click();
  await page.getByRole("dialog", { name: "Support Chat" }).waitFor();
  await page.waitForFunction(() => document.querySelector("chat-widget")?.shadowRoot?.activeElement?.tagName === "TEXTAREA");
  await write(page, "Where is my parcel?");
  await answerTo(page, "Where is my parcel?").waitFor();
  await page.getByText(/^Sent/).waitFor();
  expect(await lines(page)).toEqual([CONFIG.welcomeMessage, "Where is my parcel?", "Answer to: Where is my parcel?"]);
  expect(await page.locator("chat-widget .line.assistant .label").first().textContent()).toBe("AI assistant");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.waitForFunction(() => document.querySelector("chat-widget")?.shadowRoot?.activeElement?.classList.contains("launcher"));
  expect(complaints).toEqual([]);
}, 30_000);

test("a reload and a second tab show the same chat", async () => {
  const { page } = await visit("/");
  await launcher(page).click();
  await write(page, "Remember me");
  await answerTo(page, "Remember me").waitFor();
  const sessionId = await sessionOf(page);
  await page.reload();
  await launcher(page).click();
  await answerTo(page, "Remember me").waitFor();
  const second = await page.context().newPage();
  await second.goto(`${server.origin}/`);
  await launcher(second).click();
  await answerTo(second, "Remember me").waitFor();
  await write(second, "From the second tab");
  await answerTo(page, "From the second tab").waitFor();
  expect(await lines(page)).toEqual(await lines(second));
  expect(await sessionOf(second)).toBe(sessionId);
}, 30_000);

test("a chat of a thousand lines is whole after a reload, and the page does not freeze over it", async () => {
  const { page } = await visit("/");
  await launcher(page).click();
  await write(page, "The first line");
  await answerTo(page, "The first line").waitFor();
  const sessionId = await sessionOf(page);
  for (let number = 1; number <= 1000; number++) server.say(sessionId, `line ${number}`, { agentName: "Robin" });
  await page.getByText("line 1000", { exact: true }).waitFor();
  await page.reload();
  await launcher(page).click();
  await page.getByText("line 1000", { exact: true }).waitFor({ timeout: 8000 });
  expect((await lines(page)).length).toBe(1003);
}, 30_000);

test("a double click on the launcher opens the chat and leaves it open", async () => {
  const { page } = await visit("/");
  await launcher(page).dblclick();
  await page.getByRole("dialog").waitFor();
  expect(await launcher(page).getAttribute("aria-expanded")).toBe("true");
  await launcher(page).press("Enter");
  expect(await launcher(page).getAttribute("aria-expanded")).toBe("false");
}, 30_000);

test("a person is asked for, waits in line, joins and leaves", async () => {
  const { page } = await visit("/");
  await launcher(page).click();
  await page.getByRole("button", { name: "Talk to a person" }).click();
  await page.getByText("You are 2nd in line, about 4 minutes").waitFor();
  const sessionId = await sessionOf(page);
  server.publish(sessionId, { type: "queue_update", position: 1, estimatedWait: 2 });
  await page.getByText("You are next").waitFor();
  server.publish(sessionId, { type: "agent_joined", message: "", agentName: "Sam" });
  await page.getByText("Sam joined").waitFor();
  server.say(sessionId, "Hi, I am Sam", { agentName: "Sam", isAI: false });
  await page.getByText("Hi, I am Sam").waitFor();
  server.publish(sessionId, { type: "chat_returned_to_ai", message: "" });
  await page.getByText("The assistant is back").waitFor();
  await page.getByRole("button", { name: "Talk to a person" }).waitFor();
  server.publish(sessionId, { type: "chat_closed", message: "" });
  await page.getByText("This chat has ended").first().waitFor();
  await write(page, "One more thing");
  await answerTo(page, "One more thing").waitFor();
}, 30_000);

test("a message written while the server is out of reach is delivered once, afterwards", async () => {
  const { page } = await visit("/");
  await launcher(page).click();
  await write(page, "First");
  await answerTo(page, "First").waitFor();
  const sessionId = await sessionOf(page);
  await page.context().setOffline(true);
  for (const socket of server.chats.get(sessionId)?.sockets ?? []) socket.close();
  await page.getByText(/^Reconnecting/).waitFor();
  await write(page, "Second");
  await page.getByText("Sending…").waitFor();
  await page.context().setOffline(false);
  await answerTo(page, "Second").waitFor();
  expect((await lines(page)).filter((line) => line === "Second")).toHaveLength(1);
  expect(server.chats.get(sessionId)?.joins.at(-1)?.after).toBeGreaterThan(0);
}, 30_000);

test("answers that come while the panel is closed are counted on the launcher", async () => {
  const { page } = await visit("/");
  await launcher(page).click();
  await write(page, "Going away");
  await answerTo(page, "Going away").waitFor();
  await launcher(page).click();
  server.say(await sessionOf(page), "Still there?", { agentName: "AI Assistant", isAI: true });
  await page.getByRole("button", { name: "Support Chat (1 unread)" }).waitFor();
  await launcher(page).click();
  await page.getByRole("button", { name: "Support Chat", exact: true }).waitFor();
}, 30_000);

test("a page with a strict policy and trusted types loses nothing", async () => {
  const policy = "default-src 'none'; script-src 'self'; connect-src 'self' ws:; require-trusted-types-for 'script'; trusted-types 'none'";
  server.page("/strict", page$(TAG), { "content-security-policy": policy });
  const { page, complaints } = await visit("/strict");
  await launcher(page).click();
  await write(page, "Strict");
  await answerTo(page, "Strict").waitFor();
  expect(await launcher(page).evaluate((button) => getComputedStyle(button).width)).toBe("60px");
  expect(complaints).toEqual([]);
}, 30_000);

test("a page's own styles neither reach the widget nor are reached by it", async () => {
  const hostile =
    "*{all:unset!important;letter-spacing:9px!important;font-size:40px!important;visibility:hidden!important}div:empty{display:none!important}chat-widget{display:none!important;opacity:0!important}";
  server.page("/hostile", page$(`<div></div>${TAG}`, `<style>${hostile}</style>`));
  const { page } = await visit("/hostile");
  await launcher(page).click();
  await write(page, "Styled");
  await answerTo(page, "Styled").waitFor();
  const style = await page
    .locator("chat-widget .bubble")
    .first()
    .evaluate((node) => {
      const { letterSpacing, fontSize, visibility } = getComputedStyle(node);
      return { letterSpacing, fontSize, visibility };
    });
  expect(style).toEqual({ letterSpacing: "normal", fontSize: "15px", visibility: "visible" });
}, 30_000);

test("an unknown key leaves the page alone but for one warning that names it", async () => {
  server.page("/unknown", page$(TAG.replace("widget-test", "widget-nobody")));
  const { page, complaints } = await visit("/unknown");
  const isWarned = () => complaints.filter((text) => text.startsWith("ChatWidget") && text.includes("widget-nobody"));
  await until(() => isWarned().length > 0);
  expect(isWarned()).toHaveLength(1);
  expect(await page.locator("chat-widget").count()).toBe(0);
}, 60_000);

test("a tag pasted twice, and a body replaced twenty times, leave exactly one launcher", async () => {
  server.page("/twice", page$(TAG + TAG));
  const { page } = await visit("/twice");
  await launcher(page).waitFor();
  await page.evaluate(() => {
    for (let round = 0; round < 20; round++) {
      document.documentElement.replaceChild(document.createElement("body"), document.body);
      document.querySelector("chat-widget")?.remove();
    }
  });
  await launcher(page).waitFor();
  expect(await page.locator("chat-widget").count()).toBe(1);
}, 30_000);

test("a form before the chat is checked in place and its answers go along", async () => {
  server.configs.set("widget-form", {
    ...CONFIG,
    enablePrechatForm: true,
    prechatFields: [
      { name: "name", label: "Your name", type: "text", required: true },
      { name: "email", label: "E-mail", type: "email", required: true },
      { name: "order", label: "Order number", type: "text", required: false },
    ],
  });
  server.page("/form", page$(TAG.replace("widget-test", "widget-form")));
  const { page } = await visit("/form");
  await launcher(page).click();
  await page.getByLabel("E-mail").fill("jo@");
  await page.getByRole("button", { name: "Start chat" }).click();
  await page.getByText("Your name is needed").waitFor();
  await page.getByText("This does not look like an e-mail address").waitFor();
  await page.getByLabel("Your name").fill("Jo");
  await page.getByLabel("E-mail").fill("jo@example.com");
  await page.getByLabel("Order number").fill("A-17");
  await page.getByRole("button", { name: "Start chat" }).click();
  await write(page, "Hello");
  await answerTo(page, "Hello").waitFor();
  const join = [...server.chats.values()].flatMap((chat) => chat.joins).find((frame) => frame.visitorName === "Jo");
  expect(join?.visitorEmail).toBe("jo@example.com");
  expect(join?.visitorInfo?.["Order number"]).toBe("A-17");
}, 30_000);

test("blocked storage still chats, and says that it will not be remembered", async () => {
  server.page("/blocked", page$(TAG, `<script>Object.defineProperty(window,"localStorage",{get(){throw new Error("blocked")}})</script>`));
  const { page } = await visit("/blocked");
  await launcher(page).click();
  await write(page, "Nobody keeps this");
  await answerTo(page, "Nobody keeps this").waitFor();
  await page.getByText("This chat is not remembered").waitFor();
}, 30_000);

test("a new visitor who looks at the page costs two requests, no socket and no storage", async () => {
  const before = server.requests.length;
  const { page } = await visit("/");
  await launcher(page).waitFor();
  const requested = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname));
  expect(requested.filter((path) => path !== "/favicon.ico")).toEqual(["/widget.js", "/api/widgets/widget-test/config"]);
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(server.requests.slice(before).filter((path) => path.startsWith("/ws/"))).toEqual([]);
  expect(
    await page.evaluate(() => [
      typeof (window as unknown as Record<string, unknown>).ChatWidget,
      typeof (window as unknown as Record<string, unknown>).initChatWidget,
    ]),
  ).toEqual(["function", "function"]);
}, 30_000);
