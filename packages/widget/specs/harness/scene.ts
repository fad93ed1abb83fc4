import { test } from "bun:test";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { type FakeServer, startFakeServer } from "../../src/testing/fake-server";
import { plainPage } from "./pages";
import { builtWidget, theBrowser } from "./stage";

const TIMEOUT_MS = 30_000;

/** A page, and what it complained of. */
export interface Visit {
  page: Page;
  /** Errors and warnings of the console, errors that nobody caught. */
  complaints: string[];
}

/** What the browser itself says of an address that does not answer: no page can keep it from that. */
export const ofBrowser = /Failed to load resource|net::ERR|WebSocket connection/;

export interface Scene {
  /** A server of this test alone, and so an origin of its own. It serves a plain page with the widget's tag at "/". */
  server: FakeServer;
  /**
   * A visitor on a page of the server. Visitors without options share a browser profile, and so the storage of their origin, and are
   * never to be set offline: with options, be they empty, they have a profile of their own, which costs a quarter of a second.
   */
  visit(path?: string, options?: BrowserContextOptions): Promise<Visit>;
  /** An empty page, for tests that have something to do before the first request. */
  blank(options?: BrowserContextOptions): Promise<Visit>;
}

const VIEWPORT = { width: 1200, height: 800 };

let shared: Promise<BrowserContext> | undefined;
const sharedProfile = (): Promise<BrowserContext> => {
  shared ??= theBrowser().then((browser) => browser.newContext({ viewport: VIEWPORT }));
  return shared;
};

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
  const server = startFakeServer(await builtWidget());
  server.page("/", plainPage());
  const opened: (Page | BrowserContext)[] = [];
  const blank: Scene["blank"] = async (options) => {
    const context = await (options ? (await theBrowser()).newContext({ viewport: VIEWPORT, ...options }) : sharedProfile());
    const visited = await openPage(context);
    opened.push(options ? context : visited.page);
    return visited;
  };
  const visit: Scene["visit"] = async (path = "/", options) => {
    const visited = await blank(options);
    await visited.page.goto(server.origin + path);
    return visited;
  };
  try {
    await act({ server, visit, blank });
  } finally {
    await Promise.all(opened.map((each) => each.close()));
    await server.stop();
  }
}

/** A test with a scene of its own. */
export function browserTest(name: string, act: (scene: Scene) => Promise<void>, timeoutMs = TIMEOUT_MS) {
  test(name, () => withScene(act), timeoutMs);
}

/** A test that mostly waits: it runs beside all others of its kind in its file. */
export function patientTest(name: string, act: (scene: Scene) => Promise<void>, timeoutMs = TIMEOUT_MS) {
  test.concurrent(name, () => withScene(act), timeoutMs);
}
