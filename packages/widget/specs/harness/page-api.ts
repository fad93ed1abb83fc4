import type { Page } from "playwright-core";
import type { ChatWidget } from "../../src/api";

/** Calls the widget as the page's own scripts do. */
export const call = <K extends keyof ChatWidget>(page: Page, method: K, ...values: unknown[]): Promise<void> =>
  page.evaluate(
    ([name, given]) => {
      const widget = (window as unknown as { ChatWidget: Record<string, (...values: unknown[]) => void> }).ChatWidget;
      widget[name]?.(...given);
    },
    [method, values] as [string, unknown[]],
  );

/** Keys and values that the widget keeps on the device, of both kinds of storage and in cookies. */
export const kept = (page: Page) =>
  page.evaluate(() => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
  }));

/** The page goes out of sight, and comes back, as when its reader looks at another tab. */
export const setHidden = (page: Page, isHidden: boolean) =>
  page.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      Object.defineProperty(document, "hidden", { value: state === "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    isHidden ? "hidden" : "visible",
  );
