import type { Page } from "playwright-core";

/** What a visitor does and sees, by what assistive technology tells of it. */
export const launcher = (page: Page) => page.locator("chat-widget .launcher");
export const dialog = (page: Page) => page.getByRole("dialog");
export const lines = (page: Page) => page.locator("chat-widget .bubble").allTextContents();
export const answerTo = (page: Page, text: string) => page.getByText(`Answer to: ${text}`, { exact: true });

export async function write(page: Page, text: string) {
  await page.getByLabel("Message", { exact: true }).fill(text);
  await page.keyboard.press("Enter");
}

/** Opens the panel, writes, and has the answer on the screen. */
export async function talk(page: Page, text: string) {
  if ((await launcher(page).getAttribute("aria-expanded")) !== "true") await launcher(page).click();
  await write(page, text);
  await answerTo(page, text).waitFor();
}

/** The chat that this visitor's browser keeps. */
export const sessionOf = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem("cw:widget-test:chat") ?? "{}").sessionId as string);

/** Which element has the focus, inside the widget. */
export const focused = (page: Page) =>
  page.evaluate(() => document.querySelector("chat-widget")?.shadowRoot?.activeElement?.className ?? "");

export async function until(holds: () => boolean | Promise<boolean>) {
  while (!(await holds())) await Bun.sleep(10);
}
