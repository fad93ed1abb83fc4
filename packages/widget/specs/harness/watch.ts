import type { CDPSession, Page } from "playwright-core";

/** Chromium's own view of a page, which the page itself cannot see. */
export const inspect = (page: Page): Promise<CDPSession> => page.context().newCDPSession(page);

export interface Counters {
  documents: number;
  nodes: number;
  jsEventListeners: number;
}

/** Nodes and listeners that are still reachable, after a collection. */
export async function liveCounters(devtools: CDPSession): Promise<Counters> {
  await collect(devtools);
  return devtools.send("Memory.getDOMCounters");
}

/** Collects twice: what the first round finalizes is freed by the second. */
export async function collect(devtools: CDPSession) {
  for (let round = 0; round < 2; round++) await devtools.send("HeapProfiler.collectGarbage");
}

/** Bytes of the page's JavaScript heap in use, after a collection. */
export async function heapBytes(devtools: CDPSession): Promise<number> {
  await collect(devtools);
  return (await devtools.send("Runtime.getHeapUsage")).usedSize;
}

/** Totals since the page began, by name as in `LayoutCount`. */
export async function metrics(devtools: CDPSession): Promise<Record<string, number>> {
  await devtools.send("Performance.enable");
  const { metrics } = await devtools.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

export interface Moments {
  /** Durations of tasks over 50 ms, in milliseconds. */
  longTasks: number[];
  /** Sum of layout shifts, also of those right after an input. */
  layoutShift: number;
}

type Watching = { moments: Moments };

/** Notes long tasks and layout shifts of all pages that this one becomes. */
export async function watchMoments(page: Page) {
  await page.addInitScript(() => {
    const moments: Moments = { longTasks: [], layoutShift: 0 };
    Object.defineProperty(window, "moments", { value: moments, enumerable: false });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) moments.longTasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) moments.layoutShift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** What was noted so far. Waits for two frames first: observers are told after the frame they watched. */
export const momentsOf = (page: Page): Promise<Moments> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(next));
    await new Promise((next) => setTimeout(next));
    const { moments } = window as unknown as Watching;
    return { longTasks: [...moments.longTasks], layoutShift: moments.layoutShift };
  });

type Timed = { timersFired: string[] };

/** Notes each timer and frame callback that runs on the page, by the name of the function that asked for it. */
export async function watchTimers(page: Page) {
  await page.addInitScript(() => {
    const fired: string[] = [];
    Object.defineProperty(window, "timersFired", { value: fired, enumerable: false });
    for (const name of ["setTimeout", "setInterval", "requestAnimationFrame", "requestIdleCallback"] as const) {
      const original = window[name] as (run: (...values: unknown[]) => void, ...rest: unknown[]) => number;
      Object.assign(window, {
        [name]: (run: (...values: unknown[]) => void, ...rest: unknown[]) =>
          original(
            (...values) => {
              fired.push(name);
              run(...values);
            },
            ...rest,
          ),
      });
    }
  });
}

export const timersFired = (page: Page): Promise<string[]> => page.evaluate(() => [...(window as unknown as Timed).timersFired]);

/** Types of all that listens on the page's window, the page's own and what was embedded in it. */
export async function windowListeners(devtools: CDPSession): Promise<string[]> {
  const { result } = await devtools.send("Runtime.evaluate", { expression: "window" });
  const { listeners } = await devtools.send("DOMDebugger.getEventListeners", { objectId: result.objectId ?? "" });
  return listeners.map(({ type }) => type);
}
