import { expect } from "bun:test";
import { browserTest, type Scene } from "./harness/scene";
import { dialog, launcher } from "./harness/visitor";
import { inspect, metrics, timersFired, watchTimers } from "./harness/watch";

/** WIDGET_IDLE_SECONDS=60 looks for as long as the promise says. */
const IDLE_MS = Number(process.env.WIDGET_IDLE_SECONDS ?? 4) * 1000;

async function restsWhen({ server, blank }: Scene, act: (page: Awaited<ReturnType<Scene["blank"]>>["page"]) => Promise<void>) {
  const { page } = await blank();
  await watchTimers(page);
  await page.goto(`${server.origin}/`);
  const devtools = await inspect(page);
  await act(page);
  await page.waitForTimeout(1000);
  const [requests, timers, before] = [server.requests.length, (await timersFired(page)).length, await metrics(devtools)];
  await page.waitForTimeout(IDLE_MS);
  const after = await metrics(devtools);
  const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
  expect({ layouts: grown("LayoutCount"), styles: grown("RecalcStyleCount") }).toEqual({ layouts: 0, styles: 0 });
  expect((await timersFired(page)).slice(timers)).toEqual([]);
  expect(server.requests.slice(requests)).toEqual([]);
  expect(server.sockets.open).toBe(0);
}

browserTest(
  `closed and idle it does nothing: no timer, no request, no layout`,
  (scene) => restsWhen(scene, (page) => launcher(page).waitFor()),
  IDLE_MS + 20_000,
);

browserTest(
  "opened, looked at and closed again it does nothing either",
  (scene) =>
    restsWhen(scene, async (page) => {
      await launcher(page).click();
      await dialog(page).waitFor();
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "hidden" });
      await page.mouse.move(1, 1);
    }),
  IDLE_MS + 20_000,
);
