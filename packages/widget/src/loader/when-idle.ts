const PATIENCE_MS = 3_000;

/** Runs after the page has loaded and the browser has a moment, three seconds later at most. */
export function whenIdle(run: () => void) {
  // Safari has no idle callback; its setTimeout takes the options for "at once".
  const idle = () => (window.requestIdleCallback ?? (setTimeout as unknown as typeof requestIdleCallback))(run, { timeout: PATIENCE_MS });
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}
