import { expect } from "bun:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { comeToRest } from "./harness/look";
import { plainPage, TAG } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { launcher } from "./harness/visitor";
import { STATES } from "./states/states";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const BODY = `<main><h1>Shop</h1></main>${TAG}`;

/** What axe finds on a page, shadow roots included, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  await comeToRest(page);
  const found = await page.evaluate(
    (rules) => (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: rules, resultTypes: ["violations"] }),
    RULES,
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target}: ${node.failureSummary}`));
}
const bring = (page: Page) => page.evaluate(`${axe.source};0`);

for (const [name, { reach, config }] of Object.entries(STATES))
  browserTest(`axe finds nothing wrong with the widget ${name}, in light and in the dark on a phone`, async ({ server, visit }) => {
    if (config) server.configs.set("widget-test", config);
    server.page("/", plainPage({ body: BODY }));
    const { page } = await visit("/", {});
    await reach(page, server);
    await bring(page);
    expect(await violations(page), "in light").toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await violations(page), "in the dark on a phone").toEqual([]);
  });

browserTest("axe finds nothing wrong with the widget from right to left", async ({ server, visit }) => {
  server.page("/", plainPage({ body: BODY }).replace(`<html lang="en">`, `<html lang="ar" dir="rtl">`));
  const { page } = await visit("/", {});
  await launcher(page).click();
  await page.locator("chat-widget textarea").fill("مرحبا");
  await page.keyboard.press("Enter");
  await page.getByText("Answer to: مرحبا").waitFor();
  await bring(page);
  expect(await violations(page)).toEqual([]);
});

browserTest("where the reader's own colors take all others away, everything that has an edge keeps it", async ({ server, visit }) => {
  const { page } = await visit("/", { forcedColors: "active" });
  await STATES.menu?.reach(page, server);
  const edges = await page.evaluate(() => {
    const root = document.querySelector("chat-widget")?.shadowRoot;
    const isDrawn = (width: string, style: string) => Number.parseFloat(width) >= 1 && style === "solid";
    return [".launcher", ".panel", ".bubble", ".menu", ".composer .person", ".field"].filter((selector) => {
      const element = root?.querySelector(selector);
      if (!element) return false;
      const { outlineWidth, outlineStyle, borderTopWidth, borderTopStyle } = getComputedStyle(element);
      return isDrawn(outlineWidth, outlineStyle) || isDrawn(borderTopWidth, borderTopStyle);
    });
  });
  expect(edges).toEqual([".launcher", ".panel", ".bubble", ".menu", ".composer .person", ".field"]);
});
