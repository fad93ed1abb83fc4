import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { differences, lookOf } from "./harness/look";
import { plainPage, STRICT_POLICY, tag } from "./harness/pages";
import { browserTest } from "./harness/scene";
import { answerTo, launcher, lines, talk, until, write } from "./harness/visitor";

browserTest("a page with a strict policy and trusted types loses nothing", async ({ visit, server }) => {
  server.stopClock("2026-01-01T10:00:00.000Z");
  server.page("/strict", plainPage(), { "content-security-policy": STRICT_POLICY });
  const [plain, strict] = await Promise.all([visit(), visit("/strict", {})]);
  await Promise.all([plain, strict].map(({ page }) => talk(page, "Strict")));
  expect(differences(await lookOf(plain.page), await lookOf(strict.page))).toEqual([]);
  expect(strict.complaints).toEqual([]);
});

browserTest("an unknown key leaves the page alone but for one warning that names it", async ({ visit, server }) => {
  server.page("/", plainPage({ body: tag({ siteKey: "widget-nobody" }) }));
  const { page, complaints } = await visit();
  const isWarned = () => complaints.filter((text) => text.startsWith("ChatWidget") && text.includes("widget-nobody"));
  await until(() => isWarned().length > 0);
  expect(isWarned()).toHaveLength(1);
  expect(await page.locator("chat-widget").count()).toBe(0);
});

/** Ways in which frameworks replace what a page is made of. */
const REPLACE: Record<string, () => void> = {
  "its body twenty times": () => {
    for (let round = 0; round < 20; round++) document.documentElement.replaceChild(document.createElement("body"), document.body);
  },
  "its body and the widget with it, twenty times": () => {
    for (let round = 0; round < 20; round++) {
      document.documentElement.replaceChild(document.createElement("body"), document.body);
      document.querySelector("chat-widget")?.remove();
    }
  },
  "all children of its root, as a hydration of the whole document does": () => {
    document.documentElement.replaceChildren(document.createElement("head"), document.createElement("body"));
  },
  "its root": () => {
    const root = document.createElement("html");
    root.append(document.createElement("head"), document.createElement("body"));
    document.replaceChild(root, document.documentElement);
  },
};

/** A chat in the middle of a sentence. */
async function midChat(page: Page) {
  await talk(page, "Before");
  await page.getByLabel("Message", { exact: true }).fill("Half a sen");
}

for (const [what, replace] of Object.entries(REPLACE))
  browserTest(`a page that replaces ${what} keeps its one chat`, async ({ visit }) => {
    const { page, complaints } = await visit();
    await midChat(page);
    const before = await lines(page);
    await page.evaluate(replace);
    await answerTo(page, "Before").waitFor();
    expect(await page.locator("chat-widget").count()).toBe(1);
    expect(await page.getByLabel("Message", { exact: true }).inputValue()).toBe("Half a sen");
    expect(await lines(page)).toEqual(before);
    await write(page, "After");
    await answerTo(page, "After").waitFor();
    expect(complaints).toEqual([]);
  });

browserTest("a page that removes the widget whenever it returns is not kept busy by it", async ({ visit }) => {
  const { page } = await visit();
  await launcher(page).waitFor();
  const removals = await page.evaluate(async () => {
    let count = 0;
    new MutationObserver(() => {
      const widget = document.querySelector("chat-widget");
      if (widget) count++;
      widget?.remove();
    }).observe(document.documentElement, { childList: true });
    document.querySelector("chat-widget")?.remove();
    for (let turn = 0; turn < 1000; turn++) await null;
    await new Promise((next) => setTimeout(next, 300));
    return count;
  });
  expect(removals).toBeGreaterThan(0);
  expect(removals).toBeLessThan(1000);
});
