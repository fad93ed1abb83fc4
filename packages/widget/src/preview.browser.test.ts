import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import type { mountPreview } from "./preview";
import { CONFIG } from "./testing/fake-server";

type Global = { mountPreview: typeof mountPreview; preview: ReturnType<typeof mountPreview> };

let browser: Browser;
let code: string;

beforeAll(async () => {
  const { outputs } = await Bun.build({ entrypoints: [join(import.meta.dir, "preview.ts")], target: "browser" });
  code = (await outputs[0]?.text())?.replace(/export \{[^}]*\};?/, "window.mountPreview = mountPreview;") ?? "";
  browser = await chromium.launch({ executablePath: Bun.which("chromium") ?? undefined, args: ["--no-sandbox", "--disable-gpu"] });
}, 60_000);

afterAll(() => browser?.close());

async function mount(width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
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

test("the preview stays inside its host, plays its script, and follows the config", async () => {
  const page = await mount(800);
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
  await page.getByRole("dialog", { name: "Ask us" }).waitFor();
  expect(await page.locator(".panel.dark.top.left").count()).toBe(1);
  await page.evaluate(() => (window as unknown as Global).preview.destroy());
  expect(await page.locator("#host > *").count()).toBe(0);
}, 30_000);

test("a host as narrow as a phone shows the panel in full", async () => {
  const page = await mount(390);
  await page.locator(".panel.phone").waitFor();
  expect(await page.locator(".panel").evaluate((panel) => [panel.clientWidth, panel.clientHeight])).toEqual([390, 760]);
}, 30_000);
