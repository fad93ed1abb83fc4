import { expect } from "bun:test";
import { CONFIG } from "../src/testing/fake-server";
import { comeToRest } from "./harness/look";
import { plainPage, TAG, tag } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { answerTo, dialog, launcher, talk } from "./harness/visitor";

const INJECT = `const script=document.createElement("script");script.src="/widget.js";script.dataset.siteKey="widget-test";document.head.append(script)`;

/** Where a site may put its tag, and when it may run. */
const PLACES: Record<string, Parameters<typeof plainPage>[0]> = {
  "in the head, blocking": { head: tag({ attributes: "" }), body: "<h1>Shop</h1>" },
  "in the head, async": { head: TAG, body: "<h1>Shop</h1>" },
  "in the head, deferred": { head: tag({ attributes: "defer" }), body: "<h1>Shop</h1>" },
  "in the head, as a module": { head: tag({ attributes: `type="module"` }), body: "<h1>Shop</h1>" },
  "in the body, blocking": { body: `${tag({ attributes: "" })}<h1>Shop</h1>` },
  "in the body, async": { body: `<h1>Shop</h1>${TAG}` },
  "injected before the document is parsed": { head: `<script>${INJECT}</script>`, body: "<h1>Shop</h1>" },
  "injected after DOMContentLoaded": {
    head: `<script>addEventListener("DOMContentLoaded",()=>{${INJECT}})</script>`,
    body: "<h1>Shop</h1>",
  },
  "injected after load": { head: `<script>addEventListener("load",()=>setTimeout(()=>{${INJECT}}))</script>`, body: "<h1>Shop</h1>" },
};

for (const [place, page$] of Object.entries(PLACES))
  browserTest(`the tag works ${place}`, async ({ server, visit }) => {
    server.page("/", plainPage(page$));
    const { page, complaints } = await visit();
    await launcher(page).click();
    await dialog(page).waitFor();
    expect(await page.locator("chat-widget").count()).toBe(1);
    expect(complaints).toEqual([]);
  });

browserTest("calls made before the script came are carried out in their order", async ({ server, visit }) => {
  const calls = `window.heard=[];window.ChatWidget={q:[["initChatWidget",{siteKey:"widget-test"}],["on","ready",()=>heard.push("ready")],["on","open",()=>heard.push("open")],["open"],["prefill","About my order"]]}`;
  server.page("/", plainPage({ head: `<script>${calls}</script>`, body: `<script async src="/widget.js"></script>` }));
  const { page, complaints } = await visit();
  await dialog(page).waitFor();
  await page.waitForFunction(
    () => document.querySelector("chat-widget")?.shadowRoot?.querySelector("textarea")?.value === "About my order",
  );
  expect((await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).sort()).toEqual(["open", "ready"]);
  expect(complaints).toEqual([]);
});

browserTest("one key is one widget, however often it is asked for", async ({ server, visit }) => {
  server.page("/", plainPage({ body: TAG + TAG }));
  const { page } = await visit();
  await launcher(page).waitFor();
  const isOne = await page.evaluate(() => {
    const { initChatWidget, ChatWidget } = window as unknown as Record<string, new (config: { siteKey: string }) => object>;
    if (!initChatWidget || !ChatWidget) return "a global is missing";
    const config = { siteKey: "widget-test" };
    const first = new ChatWidget(config);
    return first === new ChatWidget(config) && first === (initChatWidget as unknown as (config: object) => object)(config);
  });
  expect(isOne).toBe(true);
  await launcher(page).click();
  await dialog(page).waitFor();
  expect(await page.locator("chat-widget").count()).toBe(1);
  expect(server.requests.filter((path) => path.endsWith("/config"))).toHaveLength(1);
});

browserTest("the launchers of two keys do not cover one another", async ({ server, visit }) => {
  server.configs.set("widget-other", { ...CONFIG, widgetTitle: "Sales" });
  server.page("/", plainPage({ body: `${TAG}${tag({ siteKey: "widget-other" })}` }));
  const { page } = await visit();
  await page.waitForFunction(() => document.querySelectorAll("chat-widget").length === 2);
  for (const name of ["Support Chat", "Sales"]) {
    const button = page.getByRole("button", { name, exact: true });
    await button.click({ timeout: 1000 });
    await page.getByRole("dialog", { name }).waitFor();
    await button.click();
  }
});

for (const [device, options] of [
  ["a phone", { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true }],
  ["a small desktop", { viewport: { width: 800, height: 600 } }],
] as const)
  browserTest(`the chat of one key lies above the launchers of others, on ${device}`, async ({ server, visit }) => {
    const keys = ["widget-test", "widget-b", "widget-c", "widget-d"];
    const corners = ["bottom-right", "bottom-right", "top-right", "top-left"] as const;
    for (const [index, position] of corners.entries())
      server.configs.set(keys[index] ?? "", { ...CONFIG, widgetTitle: position + index, position });
    server.page("/", plainPage({ body: keys.map((siteKey) => tag({ siteKey, attributes: "" })).join("") }));
    const { page } = await visit("/", options);
    await page.waitForFunction(() => document.querySelectorAll("chat-widget").length === 4);
    for (const [index, position] of corners.entries()) {
      await page.getByRole("button", { name: position + index, exact: true }).click();
      await page.getByRole("dialog", { name: position + index }).waitFor();
      await comeToRest(page);
      const covering = await page.evaluate((label) => {
        const mine = [...document.querySelectorAll("chat-widget")].find(({ shadowRoot }) =>
          shadowRoot?.querySelector(`[aria-label="${label}"]`),
        );
        const box = mine?.shadowRoot?.querySelector(".panel")?.getBoundingClientRect();
        if (!mine || !box) return ["no panel"];
        const points = Array.from({ length: 400 }, (_, step) => [
          box.x + 2 + ((box.width - 4) * (step % 20)) / 19,
          box.y + 2 + ((box.height - 4) * Math.floor(step / 20)) / 19,
        ]);
        return points.filter(([x = 0, y = 0]) => document.elementFromPoint(x, y) !== mine).map(String);
      }, position + index);
      // The page shows through at the four round corners.
      expect(covering.length).toBeLessThanOrEqual(4);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }
  });

browserTest("however far from its corner, the panel is on the screen", async ({ server, visit }) => {
  server.page(
    "/",
    plainPage({ body: `<script src="/widget.js"></script><script>initChatWidget({siteKey:"widget-test",offset:[60,140]})</script>` }),
  );
  const { page } = await visit();
  await launcher(page).click();
  await dialog(page).waitFor();
  await comeToRest(page);
  expect((await dialog(page).boundingBox())?.y).toBeGreaterThanOrEqual(0);
});

browserTest("two keys are two chats", async ({ server, visit }) => {
  server.configs.set("widget-other", { ...CONFIG, widgetTitle: "Sales" });
  server.page("/", plainPage({ body: TAG }));
  server.page("/other", plainPage({ body: tag({ siteKey: "widget-other" }) }));
  const { page } = await visit();
  await talk(page, "To support");
  await page.goto(`${server.origin}/other`);
  await talk(page, "To sales");
  expect(await answerTo(page, "To support").count()).toBe(0);
  expect(server.chats.size).toBe(2);
  expect(await page.evaluate(() => Object.keys(localStorage).every((key) => /^cw:widget-(test|other):/.test(key)))).toBe(true);
});
