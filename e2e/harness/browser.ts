import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launchBrowser(): Promise<Browser> {
  const executablePath = Bun.which("chromium") ?? Bun.which("google-chrome") ?? undefined;
  if (!executablePath) throw new Error("Chromium is needed: apt-get install chromium");
  return chromium.launch({ executablePath, args: FLAGS });
}

/** What a page complained of: console errors, uncaught errors, violations of its content security policy. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: string[];
}

export async function openPage(context: BrowserContext): Promise<WatchedPage> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || /content security policy/i.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, complaints };
}

/** A person at a browser of their own: no cookie or storage is shared with anyone else's. */
export async function openBrowserOf(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  return openPage(await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US", ...options }));
}
