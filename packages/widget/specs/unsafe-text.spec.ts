import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { CONFIG } from "../src/testing/fake-server";
import { plainPage, TAG } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { answerTo, launcher, sessionOf, talk, write } from "./harness/visitor";
import { menu } from "./states/states";

/** Each tries to run `xss()`, or to leave the page. */
const CORPUS = [
  `<script>xss()</script>`,
  `<img src=x onerror=xss()>`,
  `<svg onload=xss()>`,
  `<svg><animate onbegin=xss() attributeName=x dur=1s>`,
  `<iframe srcdoc="<script>parent.xss()</script>"></iframe>`,
  `<a href="javascript:xss()">click</a>`,
  `<math><mtext></mtext><mglyph><style><img src=x onerror=xss()>`,
  `<details open ontoggle=xss()>`,
  `<input autofocus onfocus=xss()>`,
  `<video><source onerror=xss()>`,
  `"><img src=x onerror=xss()>`,
  `'-xss()-'`,
  `\${xss()}`,
  `{{constructor.constructor("xss()")()}}`,
  `javascript:xss()`,
  `JaVaScRiPt:xss()//`,
  `java\tscript:xss()`,
  `\u0001javascript:xss()`,
  `data:text/html,<script>xss()</script>`,
  `vbscript:xss()`,
  `blob:https://x/xss`,
  `[click](javascript:xss())`,
  `[click](data:text/html,<script>xss()</script>)`,
  `![x](x" onerror="xss())`,
  `[x](https://example.com" onmouseover="xss())`,
  `<https://example.com/"onmouseover="xss()>`,
  `https://example.com/"onmouseover="xss()`,
  `https://example.com/<img src=x onerror=xss()>`,
  `**<img src=x onerror=xss()>**`,
  "`<img src=x onerror=xss()>`",
  "```html\n<script>xss()</script>\n```",
  `- <img src=x onerror=xss()>`,
  `</textarea><script>xss()</script>`,
  `</style><script>xss()</script>`,
  `<!--><script>xss()</script>`,
  `&lt;script&gt;xss()&lt;/script&gt;`,
  `%3Cscript%3Exss()%3C/script%3E`,
  `url(javascript:xss())`,
  `red;background:url(//evil.example/x)`,
  `constructor`,
  `__proto__`,
];

/** All that the widget is made of. */
const ELEMENTS = [
  ...["button", "svg", "path", "span", "div", "h2", "p", "a", "i", "form", "input", "textarea", "select", "option", "label", "small"],
  ...["strong", "b", "bdi", "em", "code", "pre", "ul", "ol", "li", "br", "img", "time", "progress", "fieldset", "legend"],
];
const CALLED = `window.called=0;window.xss=()=>{called++}`;

/** What is on the page that no text may bring there. */
const intruders = (page: Page) =>
  page.evaluate((allowed) => {
    const root = document.querySelector("chat-widget")?.shadowRoot;
    const found: string[] = [];
    for (const element of root?.querySelectorAll("*") ?? []) {
      if (!allowed.includes(element.localName)) found.push(`<${element.localName}>`);
      for (const { name, value } of element.attributes)
        if (/^on|^srcdoc$|^action$|^formaction$/i.test(name)) found.push(`${element.localName}[${name}=${value}]`);
      for (const name of ["href", "src"]) {
        const address = element.getAttribute(name);
        if (
          address &&
          URL.canParse(address, location.href) &&
          !/^(https?:|mailto:|tel:|blob:)/.test(new URL(address, location.href).protocol)
        )
          found.push(`${name}=${address}`);
      }
    }
    if ((window as unknown as { called: number }).called) found.push("xss() was called");
    return found;
  }, ELEMENTS);

/** Follows every link, and hovers over everything. */
async function touchAll(page: Page) {
  await page.evaluate(() => {
    const root = document.querySelector("chat-widget")?.shadowRoot;
    for (const element of root?.querySelectorAll(".line *, form *") ?? [])
      for (const type of ["mouseover", "focus", "toggle", "load", "error"]) element.dispatchEvent(new Event(type, { bubbles: true }));
  });
  await page.waitForTimeout(100);
}

browserTest("nothing that is said in a chat is more than text", async ({ server, visit }) => {
  server.page("/", plainPage({ head: `<script>${CALLED}</script>`, body: TAG }));
  const { page, complaints } = await visit();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await talk(page, "Begin");
  const sessionId = await sessionOf(page);
  for (const text of CORPUS) {
    server.say(sessionId, text, { agentName: text, isAI: false });
    server.say(sessionId, text, { agentName: "AI Assistant", isAI: true });
    server.publish(sessionId, { type: "agent_joined", message: text, agentName: text });
    server.say(sessionId, "From somewhere", { isAI: true, source: { title: text, url: text } });
    server.say(sessionId, text, { agentName: "Robin", file: { name: text, type: "image/png", size: 9, url: text } });
    server.say(sessionId, text, { agentName: "Robin", file: { name: text, type: text, size: 9, url: text } });
  }
  await talk(page, CORPUS.slice(0, 6).join(" "));
  await touchAll(page);
  expect(await intruders(page)).toEqual([]);
  expect(complaints).toEqual([]);
  expect(requests.filter((url) => !url.startsWith(server.origin) && !url.startsWith("ws"))).toEqual([]);
  const shown = await page.locator("chat-widget .line").allTextContents();
  expect(shown.filter((text) => text.includes("onerror=xss()")).length).toBeGreaterThan(10);
});

browserTest("text is drawn as it is meant, and its links lead nowhere but out", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  await menu(page).waitFor();
  server.setAnswering(false);
  await write(page, "**I** am plain");
  const meant =
    "**bold** and *slanted* with `code`\n- one\n- two\n1. first\n[our terms](https://example.com/terms) mailto:x [call](tel:+1234)";
  server.say(await sessionOf(page), meant, { agentName: "Robin" });
  await page.getByRole("link", { name: "our terms" }).waitFor();
  await page.getByText("**I** am plain", { exact: true }).waitFor();
  const drawn = await page.evaluate(() => {
    const lines = document.querySelector("chat-widget")?.shadowRoot?.querySelectorAll(".agent .bubble, .visitor .bubble") ?? [];
    return [...lines].map((line) => [...line.querySelectorAll("*")].map((node) => `${node.localName}:${node.textContent}`));
  });
  expect(drawn).toEqual([
    [],
    [],
    ["b:bold", "i:slanted", "code:code", "ul:onetwo", "li:one", "li:two", "ol:first", "li:first", "a:our terms", "a:call"],
  ]);
  for (const link of await page.locator("chat-widget .bubble a").all()) {
    expect(await link.getAttribute("rel")).toBe("noopener noreferrer nofollow ugc");
    expect(await link.getAttribute("target")).toBe("_blank");
  }
});

browserTest("nothing in a widget's settings is more than text, in the chat and in the form before it", async ({ server, visit }) => {
  server.page("/", plainPage({ head: `<script>${CALLED}</script>`, body: TAG }));
  const all = CORPUS.join(" ");
  const fields = CORPUS.map((text, index) => ({
    name: index % 2 ? text : `field ${index}`,
    label: text,
    type: (["text", "email", "select", "textarea", "checkbox"] as const)[index % 5] ?? "text",
    required: true,
    options: [text, "other"],
  }));
  server.configs.set("widget-test", {
    ...CONFIG,
    businessName: all,
    widgetTitle: all,
    welcomeMessage: all,
    enablePrechatForm: true,
    prechatFields: fields,
  });
  const { page, complaints } = await visit();
  await launcher(page).click();
  await page.getByRole("button", { name: "Start chat" }).click();
  await touchAll(page);
  expect(await intruders(page)).toEqual([]);
  expect(await page.locator("chat-widget label").count()).toBe(CORPUS.length);
  expect(complaints).toEqual([]);
});

browserTest("frames of the wrong shape neither throw nor stop the chat", async ({ server, visit }) => {
  const { page, complaints } = await visit();
  await talk(page, "Begin");
  const sessionId = await sessionOf(page);
  const strange = [null, undefined, 5, -1, 1e308, true, "", "text", [], {}, { length: 5 }, [[]]];
  const shapes: Record<string, string[]> = {
    message: ["id", "message", "timestamp", "sender", "metadata", "clientMessageId"],
    queue_update: ["position", "estimatedWait"],
    agent_joined: ["agentName"],
    typing: ["isTyping"],
    ack: ["clientMessageId", "id", "timestamp"],
    error: ["code", "message", "clientMessageId"],
    chat_returned_to_ai: ["message"],
    pong: ["timestamp"],
    constructor: ["message"],
  };
  for (const [type, keys] of Object.entries(shapes))
    for (const key of keys)
      for (const value of strange) {
        const frame = { type, id: "msg_99", message: "well-formed", timestamp: new Date().toISOString(), sender: "agent", [key]: value };
        server.publish(sessionId, frame as never);
      }
  server.publish(sessionId, { type: "session", state: "assistant" } as never);
  await page.getByLabel("Message", { exact: true }).fill("Still there?");
  await page.keyboard.press("Enter");
  await answerTo(page, "Still there?").waitFor();
  expect(complaints).toEqual([]);
});

browserTest("marks within an address or a sum are none", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  await menu(page).waitFor();
  server.say(await sessionOf(page), "See https://example.com/_next_/a*b*c and 2*3*4, *really*.", { agentName: "Robin" });
  await page.getByRole("link", { name: "https://example.com/_next_/a*b*c" }).waitFor();
  expect(await page.locator("chat-widget .agent .bubble i").allTextContents()).toEqual(["really"]);
});
