import { expect } from "bun:test";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { mountPreview } from "../src/preview";
import { CONFIG } from "../src/testing/fake-server";
import { browserTest, type Scene } from "./harness/scene";

type Global = { mountPreview: typeof mountPreview; preview: ReturnType<typeof mountPreview> };

const { outputs } = await Bun.build({ entrypoints: [join(import.meta.dir, "../src/preview.ts")], target: "browser" });
const code = (await outputs[0]?.text())?.replace(/export \{[^}]*\};?/, "window.mountPreview = mountPreview;") ?? "";

async function mount(blank: Scene["blank"], width: number): Promise<Page> {
  const { page } = await blank({ viewport: { width: 1200, height: 900 } });
  await page.setContent(`<title>Builder</title><div id="host"></div>`);
  await page.addScriptTag({ content: code, type: "module" });
  await page.waitForFunction(() => "mountPreview" in window);
  await page.evaluate(
    ([config, size]) => {
      const host = document.getElementById("host") as HTMLElement;
      host.style.cssText = `position:relative;width:${size}px;height:760px`;
      const global = window as unknown as Global;
      global.preview = global.mountPreview(host, config, { open: true, theme: "light" });
    },
    [CONFIG, width] as const,
  );
  return page;
}

browserTest("the preview stays inside its host, plays its script, and follows the config", async ({ blank }) => {
  const page = await mount(blank, 800);
  await page.getByText("Yes, we do.", { exact: false }).waitFor();
  const panel = await page.getByRole("dialog", { name: "Support Chat" }).boundingBox();
  const host = await page.locator("#host").boundingBox();
  if (!panel || !host) throw new Error("nothing is drawn");
  expect(panel.y).toBeGreaterThanOrEqual(host.y);
  expect(panel.x + panel.width).toBeLessThanOrEqual(host.x + host.width);
  await page.evaluate(
    (config) => (window as unknown as Global).preview.update({ ...config, widgetTitle: "Ask us", position: "top-left" }, { theme: "dark" }),
    CONFIG,
  );
  await page.getByRole("dialog", { name: "Ask us" }).and(page.locator(".dark")).waitFor();
  await page.locator(".panel").evaluate((panel) => Promise.all(panel.getAnimations().map(({ finished }) => finished.then(() => {}))));
  const [moved, button] = await Promise.all([".panel", ".launcher"].map((part) => page.locator(part).boundingBox()));
  expect([button?.x, button?.y, moved?.x]).toEqual([host.x + 20, host.y + 20, host.x + 20]);
  expect(moved?.y).toBe(host.y + 94);
  await page.evaluate(() => (window as unknown as Global).preview.destroy());
  expect(await page.locator("#host > *").count()).toBe(0);
});

browserTest("a host as narrow as a phone shows the panel in full", async ({ blank }) => {
  const page = await mount(blank, 390);
  await page.locator(".panel.phone").waitFor();
  expect(await page.locator(".panel").evaluate((panel) => [panel.clientWidth, panel.clientHeight])).toEqual([390, 760]);
});

browserTest("the consent that is asked for looks the same however often it is drawn again", async ({ blank }) => {
  const page = await mount(blank, 800);
  const paddings: string[] = [];
  for (const consentText of ["Agreed?", "Agreed, really?", "Do you agree?"]) {
    await page.evaluate((config) => (window as unknown as Global).preview.update(config), { ...CONFIG, consentText });
    paddings.push(await page.getByText(consentText).evaluate((text) => getComputedStyle(text.closest("form") as Element).padding));
  }
  expect(paddings).toEqual(["22px 20px 20px", "22px 20px 20px", "22px 20px 20px"]);
});
