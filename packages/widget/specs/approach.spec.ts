import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { comeToRest } from "./harness/look";
import { plainPage, TAG } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { dialog, launcher, sessionOf, talk, until } from "./harness/visitor";

const panels = (requests: readonly string[]) => requests.filter((path) => path.startsWith("/panel-")).length;

/** What a visitor does who is about to open the chat. */
const APPROACHES: Record<string, (page: Page) => Promise<unknown>> = {
  "points at the button": (page) => launcher(page).hover(),
  "comes to it by keyboard": (page) => page.keyboard.press("Tab"),
  "touches it": async (page) => {
    const box = await launcher(page).boundingBox();
    const touch = { x: (box?.x ?? 0) + 30, y: (box?.y ?? 0) + 30 };
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [touch] });
  },
};

for (const [what, approach] of Object.entries(APPROACHES))
  browserTest(`the panel is on its way as soon as a visitor ${what}, and no socket is`, async ({ server, visit }) => {
    const { page } = await visit("/", { hasTouch: true });
    await launcher(page).waitFor();
    expect(panels(server.requests)).toBe(0);
    await approach(page);
    await until(() => panels(server.requests) === 1);
    expect(await dialog(page).count()).toBe(0);
    expect(server.sockets.asked).toBe(0);
  });

browserTest("the widget waits until the page has loaded and the browser has nothing else to do", async ({ server, blank }) => {
  const { page } = await blank();
  await page.addInitScript(() => {
    const idle = requestIdleCallback;
    Object.assign(window, { idleAsked: [] });
    window.requestIdleCallback = (run, options) => {
      (window as unknown as { idleAsked: unknown[] }).idleAsked.push([document.readyState, options]);
      return idle(run, options);
    };
  });
  server.page("/", plainPage({ body: `<h1>Shop</h1>${TAG}<img src="/slow.png" alt="">` }));
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/slow.png", async (route) => {
    await held;
    await route.fulfill({ status: 204 });
  });
  await page.goto(`${server.origin}/`, { waitUntil: "domcontentloaded" });
  await page.waitForFunction("window.ChatWidget");
  expect(server.requests.filter((path) => path.endsWith("/config"))).toEqual([]);
  release();
  await launcher(page).waitFor();
  expect(await page.evaluate("idleAsked")).toEqual([["complete", { timeout: 3000 }]]);
});

browserTest("the button is large enough, says what it opens, and shows that it has the focus on any page", async ({ visit }) => {
  const { page } = await visit();
  await launcher(page).waitFor();
  const box = await launcher(page).boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  expect(await launcher(page).getAttribute("aria-haspopup")).toBe("dialog");
  expect(await launcher(page).evaluate((button) => button.localName)).toBe("button");
  await page.keyboard.press("Tab");
  await comeToRest(page);
  const ring = await launcher(page).evaluate((button) => {
    const { outlineColor, outlineStyle, outlineWidth, boxShadow } = getComputedStyle(button);
    return [outlineColor, outlineStyle, outlineWidth, boxShadow];
  });
  // White within black: one of the two is seen on any page.
  expect(ring).toEqual(["rgb(255, 255, 255)", "solid", "3px", "rgb(0, 0, 0) 0px 0px 0px 6px"]);
});

browserTest("of more than 99 unread messages the button says so", async ({ server, visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  const sessionId = await sessionOf(page);
  const badge = () => page.locator("chat-widget .badge").textContent();
  for (let number = 1; number <= 99; number++) server.say(sessionId, `Line ${number}`, { agentName: "Robin" });
  await page.getByRole("button", { name: "Support Chat, 99 unread" }).waitFor();
  expect(await badge()).toBe("99");
  server.say(sessionId, "One more", { agentName: "Robin" });
  await page.getByRole("button", { name: "Support Chat, 100 unread" }).waitFor();
  expect(await badge()).toBe("99+");
});

browserTest("whoever opens the chat may write at once, and whoever closes it is back at the button", async ({ visit }) => {
  const { page } = await visit();
  await launcher(page).click();
  await dialog(page).waitFor();
  const active = () => page.evaluate(`document.querySelector("chat-widget").shadowRoot.activeElement?.localName`);
  await until(async () => (await active()) === "textarea");
  await page.keyboard.press("Escape");
  expect(await active()).toBe("button");
  expect(await launcher(page).getAttribute("aria-expanded")).toBe("false");
});

browserTest("who wants less motion gets none", async ({ visit }) => {
  const { page } = await visit("/", { reducedMotion: "reduce" });
  await talk(page, "Hello");
  const moving = await page.evaluate(() => {
    const root = document.querySelector("chat-widget")?.shadowRoot;
    return [...(root?.querySelectorAll("*") ?? [])].flatMap((element) =>
      [getComputedStyle(element), getComputedStyle(element, "::before")].flatMap(({ animationName, transitionDuration }) =>
        animationName === "none" && transitionDuration === "0s" ? [] : [`${element.className}: ${animationName} ${transitionDuration}`],
      ),
    );
  });
  expect(moving).toEqual([]);
  expect(await page.evaluate(() => document.querySelector("chat-widget")?.shadowRoot?.getAnimations().length)).toBe(0);
});

browserTest("nothing of the widget is printed", async ({ visit }) => {
  const { page } = await visit();
  await talk(page, "Hello");
  await page.emulateMedia({ media: "print" });
  expect(await page.locator("chat-widget").evaluate((host) => getComputedStyle(host).display)).toBe("none");
});
