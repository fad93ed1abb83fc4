import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { comeToRest } from "./harness/look";
import { plainPage, TAG } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { dialog, launcher, talk, until } from "./harness/visitor";
import { STATES } from "./states/states";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Where the panel lies on the screen: left, top, width, height. */
async function place(page: Page) {
  await comeToRest(page);
  const box = await dialog(page).boundingBox();
  return box && [box.x, box.y, box.width, box.height].map(Math.round);
}

for (const state of ["form before the chat", "mailing a transcript", "ended, to be rated", "nobody there"])
  browserTest(`no phone zooms in on what is written into: ${state}`, async ({ server, visit }) => {
    const { reach, config } = STATES[state] ?? {};
    if (config) server.configs.set("widget-test", config);
    const { page } = await visit("/", PHONE);
    await reach?.(page, server);
    const small = await page.evaluate(() =>
      [
        ...(document.querySelector("chat-widget")?.shadowRoot?.querySelectorAll("input:not([type=checkbox],[type=file]),textarea,select") ??
          []),
      ]
        .filter((field) => Number.parseFloat(getComputedStyle(field).fontSize) < 16)
        .map((field) => field.outerHTML),
    );
    expect(small).toEqual([]);
  });

browserTest("on a phone the panel is the screen, turned or not, and what the keyboard leaves of it", async ({ visit }) => {
  const { page } = await visit("/", PHONE);
  await talk(page, "From my phone");
  expect(await place(page)).toEqual([0, 0, 390, 844]);
  expect(await dialog(page).getAttribute("aria-modal")).toBe("true");
  await page.setViewportSize({ width: 844, height: 390 });
  await until(async () => (await dialog(page).getAttribute("aria-modal")) === "false");
  await page.setViewportSize({ width: 390, height: 844 });
  await until(async () => (await dialog(page).getAttribute("aria-modal")) === "true");
  // As iOS tells of its keyboard: the page stays as high as it is, and what is seen of it does not.
  await page.evaluate(() => {
    Object.defineProperty(visualViewport, "height", { value: 500, configurable: true });
    Object.defineProperty(visualViewport, "offsetTop", { value: 60, configurable: true });
    visualViewport?.dispatchEvent(new Event("resize"));
  });
  expect(await place(page)).toEqual([0, 60, 390, 500]);
  const send = await page.getByRole("button", { name: "Send" }).boundingBox();
  expect((send?.y ?? 0) + (send?.height ?? 0)).toBeLessThan(560);
});

browserTest("the page behind the panel stays where it was, however much is scrolled in the chat", async ({ server, visit }) => {
  server.page("/", plainPage({ body: `<h1>Shop</h1><div style="height:5000px"></div>${TAG}` }));
  const { page } = await visit("/", { viewport: PHONE.viewport });
  await launcher(page).waitFor();
  await page.evaluate(() => scrollTo(0, 1234));
  await talk(page, "Still there?");
  await page.locator("chat-widget .lines").hover();
  for (let turn = 0; turn < 5; turn++) await page.mouse.wheel(0, turn % 2 ? -2000 : 2000);
  await page.evaluate(() => new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame))));
  expect(await page.evaluate(() => scrollY)).toBe(1234);
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  expect(await page.evaluate(() => scrollY)).toBe(1234);
});
