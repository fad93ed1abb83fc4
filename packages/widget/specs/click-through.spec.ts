import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { comeToRest } from "./harness/look";
import { browserTest } from "./harness/scene";
import { dialog, launcher, sessionOf, talk } from "./harness/visitor";
import { STATES } from "./states/states";

const STEP = 24;

/** Points of the screen where a click meets the widget although nothing of it is to be seen there. */
const stolenPoints = (page: Page) =>
  page.evaluate((step) => {
    const root = document.querySelector("chat-widget")?.shadowRoot;
    const boxes = [...(root?.querySelectorAll(".launcher,.badge,.panel") ?? [])].map((element) => element.getBoundingClientRect());
    const isDrawn = (x: number, y: number) =>
      boxes.some((box) => x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1);
    const stolen: string[] = [];
    for (let x = 1; x < innerWidth; x += step)
      for (let y = 1; y < innerHeight; y += step)
        if (!isDrawn(x, y) && document.elementFromPoint(x, y)?.localName === "chat-widget") stolen.push(`${x},${y}`);
    return stolen;
  }, STEP);

/** How much of the screen is the widget's, in points. */
async function ownPoints(page: Page) {
  await comeToRest(page);
  return page.evaluate((step) => {
    let count = 0;
    for (let x = 1; x < innerWidth; x += step)
      for (let y = 1; y < innerHeight; y += step) if (document.elementFromPoint(x, y)?.localName === "chat-widget") count++;
    return count;
  }, STEP);
}

const call = (page: Page, method: string) =>
  page.evaluate((name) => (window as unknown as { ChatWidget: Record<string, () => void> }).ChatWidget[name]?.(), method);

for (const [device, viewport] of Object.entries({ desktop: { width: 1200, height: 800 }, phone: { width: 390, height: 844 } }))
  browserTest(
    `on a ${device} a click beside the launcher and the panel meets the page, from before the chat to after the widget`,
    async ({ server, visit }) => {
      const { page } = await visit("/", { viewport });
      await launcher(page).waitFor();
      const closed = await ownPoints(page);
      expect(await stolenPoints(page)).toEqual([]);
      await talk(page, "Here");
      expect(await stolenPoints(page)).toEqual([]);
      expect(await ownPoints(page)).toBeGreaterThan(closed);
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
      expect(await ownPoints(page)).toBe(closed);
      server.say(await sessionOf(page), "Unread", { agentName: "Robin" });
      await page.getByRole("button", { name: /unread/ }).waitFor();
      expect(await stolenPoints(page)).toEqual([]);
      await call(page, "hide");
      expect(await ownPoints(page)).toBe(0);
      await call(page, "show");
      expect(await ownPoints(page)).toBeGreaterThanOrEqual(closed);
      await call(page, "destroy");
      expect(await ownPoints(page)).toBe(0);
    },
  );

for (const [name, { reach, config }] of Object.entries(STATES))
  browserTest(`a click beside what is seen of the widget meets the page: ${name}`, async ({ server, visit }) => {
    if (config) server.configs.set("widget-test", config);
    const { page } = await visit("/", {});
    await reach(page, server);
    await comeToRest(page);
    expect(await stolenPoints(page)).toEqual([]);
  });
