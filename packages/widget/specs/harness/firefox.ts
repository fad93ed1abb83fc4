import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { ofBrowser } from "./scene";

let launched: Promise<Browser> | undefined;

/** The one Firefox of this process, driven through WebDriver BiDi. */
function theFirefox(): Promise<Browser> {
  const executablePath = Bun.which("firefox-esr") ?? Bun.which("firefox");
  if (!executablePath) throw new Error("Firefox is needed: apt-get install firefox-esr");
  launched ??= puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  return launched;
}

/** Firefox does not end with the process that drives it: who opened it closes it. */
export const closeFirefox = async () => (await launched)?.close();

const WAIT_MS = 10_000;

/** A visitor with Firefox, in a profile of their own. */
export async function firefoxVisitor(address: string) {
  const context = await (await theFirefox()).createBrowserContext();
  const page: Page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !ofBrowser.test(message.text())) complaints.push(message.text());
  });
  await page.exposeFunction("complain", (text: string) => void complaints.push(text));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      (window as unknown as { complain(text: string): void }).complain(`${violatedDirective}: ${blockedURI}`),
    );
  });
  await page.setViewport({ width: 1200, height: 800 });
  page.setDefaultTimeout(WAIT_MS);
  await page.goto(address);
  const inWidget = (selector: string) => page.locator(`chat-widget >>> ${selector}`);

  return {
    page,
    complaints,
    inWidget,
    open: () => inWidget(".launcher").click(),
    async write(text: string) {
      await inWidget("textarea").fill(text);
      await page.keyboard.press("Enter");
    },
    /** Waits for a text anywhere in the widget. */
    reads: (text: string) =>
      page.waitForFunction(
        (wanted) => document.querySelector("chat-widget")?.shadowRoot?.querySelector(".panel")?.textContent?.includes(wanted),
        {},
        text,
      ),
    lines: () =>
      page.evaluate(() =>
        [...(document.querySelector("chat-widget")?.shadowRoot?.querySelectorAll(".bubble") ?? [])].map((line) => line.textContent),
      ),
    /** Waits until an element of this kind inside the widget has the focus. */
    focusIsIn: (selector: string) =>
      page.waitForFunction((wanted) => !!document.querySelector("chat-widget")?.shadowRoot?.activeElement?.matches(wanted), {}, selector),
    isShown: (selector: string) =>
      page.evaluate((wanted) => !!document.querySelector("chat-widget")?.shadowRoot?.querySelector(wanted)?.checkVisibility(), selector),
    boxes: (...selectors: string[]) =>
      page.evaluate(
        (wanted) =>
          wanted.map((selector) => {
            const box = document.querySelector("chat-widget")?.shadowRoot?.querySelector(selector)?.getBoundingClientRect();
            return box && { left: box.left, right: box.right };
          }),
        selectors,
      ),
    leave: () => context.close(),
  };
}
export type FirefoxVisitor = Awaited<ReturnType<typeof firefoxVisitor>>;
