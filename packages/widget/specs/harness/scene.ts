import { test } from "bun:test";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { type FakeServer, startFakeServer } from "../../src/testing/fake-server";
import { plainPage } from "./pages";
import { builtWidget, theBrowser } from "./stage";

const TIMEOUT_MS = 30_000;

/** A page in a browser profile of its own, and what it complained of. */
export interface Visit {
  page: Page;
  /** Errors and warnings of the console, errors that nobody caught. */
  complaints: string[];
}

/** What the browser itself says of an address that does not answer: no page can keep it from that. */
export const ofBrowser = /Failed to load resource|net::ERR|WebSocket connection/;

export interface Scene {
  /** A server of this test alone. It serves a plain page with the widget's tag at "/". */
  server: FakeServer;
  visit(path?: string, options?: BrowserContextOptions): Promise<Visit>;
  /** An empty page in a profile of its own, for tests that have something to do before the first request. */
  blank(options?: BrowserContextOptions): Promise<Visit>;
}

async function openPage(context: BrowserContext): Promise<Visit> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, complaints };
}

/** Runs `act` with a server and visitors of its own, all gone afterwards. */
export async function withScene(act: (scene: Scene) => Promise<void>): Promise<void> {
  const [dist, browser] = await Promise.all([builtWidget(), theBrowser()]);
  const server = startFakeServer(dist);
  server.page("/", plainPage());
  const contexts: BrowserContext[] = [];
  const blank: Scene["blank"] = async (options) => {
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
    contexts.push(context);
    return openPage(context);
  };
  const visit: Scene["visit"] = async (path = "/", options) => {
    const visited = await blank(options);
    await visited.page.goto(server.origin + path);
    return visited;
  };
  try {
    await act({ server, visit, blank });
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
    await server.stop();
  }
}

/** A test with a scene of its own. */
export function browserTest(name: string, act: (scene: Scene) => Promise<void>, timeoutMs = TIMEOUT_MS) {
  test(name, () => withScene(act), timeoutMs);
}

/** A test of a fault that is known and not yet mended. It fails on the day the fault is gone: then it becomes a `browserTest`. */
export function knownFault(name: string, act: (scene: Scene) => Promise<void>, timeoutMs = TIMEOUT_MS) {
  test.failing(name, () => withScene(act), timeoutMs);
}
