import type { Page } from "playwright-core";
import { withScene } from "../harness/scene";
import { dialog, launcher } from "../harness/visitor";
import { inspect, metrics, timersFired, watchTimers } from "../harness/watch";
import type { Gate } from "./gate";
import { brotli } from "./sizes";

const LOOK_MS = 15_000;
const IDLE_MS = 60_000;
/** So long after the launcher is there all that the page and the browser did on arrival is over. */
const SETTLED_MS = 3_000;

/** What a page fetched for the widget: every answer but the page itself, as long as its body after brotli. */
function account(page: Page) {
  const cost = { bytes: 0, requests: 0, sockets: 0, hosts: new Set<string>() };
  const pending: Promise<void>[] = [];
  page.on("websocket", () => cost.sockets++);
  page.on("response", (response) => {
    const { hostname, pathname } = new URL(response.url());
    if (response.request().isNavigationRequest() || pathname === "/favicon.ico") return;
    cost.requests++;
    if (hostname !== "localhost") cost.hosts.add(hostname);
    const weigh = async () => {
      const body = await response.body();
      cost.bytes += brotli(body);
    };
    pending.push(weigh());
  });
  return async () => {
    await Promise.all(pending);
    return cost;
  };
}

/** A new visitor who looks at the page for a while, and then opens the chat. */
export async function visitCostGates(): Promise<Gate[]> {
  let gates: Gate[] = [];
  await withScene(async ({ blank, server }) => {
    const { page } = await blank();
    const cost = account(page);
    await watchTimers(page);
    await page.goto(`${server.origin}/`);
    await launcher(page).waitFor();
    await page.waitForTimeout(SETTLED_MS);
    const devtools = await inspect(page);
    const settled = { ...(await cost()), timers: (await timersFired(page)).length };
    const layoutsBefore = (await metrics(devtools)).LayoutCount ?? Number.NaN;
    await page.waitForTimeout(LOOK_MS - SETTLED_MS);
    const looked = { ...(await cost()) };
    await page.waitForTimeout(SETTLED_MS + IDLE_MS - LOOK_MS);
    const rested = { ...(await cost()), timers: (await timersFired(page)).length };
    const layouts = ((await metrics(devtools)).LayoutCount ?? Number.NaN) - layoutsBefore;
    const frames = await page.locator("iframe").count();
    await launcher(page).click();
    await dialog(page).waitFor();
    await page.waitForLoadState("networkidle");
    const opened = await cost();
    const idle = `a new visitor who looks for ${LOOK_MS / 1000} s`;
    const rest = `closed and idle for ${IDLE_MS / 1000} s`;
    gates = [
      { name: `${idle}: all bodies, brotli`, measured: looked.bytes, limit: 3_000, unit: "bytes" },
      { name: `${idle}: requests`, measured: looked.requests, limit: 2, unit: "requests" },
      { name: `${idle}: sockets`, measured: looked.sockets, limit: 0, unit: "sockets" },
      { name: `${idle}: frames`, measured: frames, limit: 0, unit: "frames" },
      { name: `${idle}: hosts of others`, measured: looked.hosts.size, limit: 0, unit: "hosts" },
      { name: `${rest}: timers`, measured: rested.timers - settled.timers, limit: 0, unit: "timers" },
      { name: `${rest}: requests`, measured: rested.requests - settled.requests, limit: 0, unit: "requests" },
      { name: `${rest}: layouts`, measured: layouts, limit: 0, unit: "layouts" },
      { name: "opened and usable: all bodies so far, brotli", measured: opened.bytes, limit: 12_000, unit: "bytes" },
      { name: "opened and usable: requests so far", measured: opened.requests, limit: 3, unit: "requests" },
      { name: "opened and usable: sockets", measured: opened.sockets, limit: 1, unit: "sockets" },
    ];
  });
  return gates;
}
