import type { ChatWidgetConfig } from "../api";
import { listen } from "../dom";

/** Screens up to this wide get the panel in full. */
export const PHONE = "(max-width:520px)";

/**
 * Keeps the panel in tune with the device: theme, phone or desktop, and on phones the part of the
 * screen that the keyboard leaves, which no CSS unit tells on iOS.
 */
export function followSurroundings(panel: HTMLElement, theme: ChatWidgetConfig["theme"]): () => void {
  const dark = matchMedia("(prefers-color-scheme:dark)");
  const phone = matchMedia(PHONE);
  const viewport = window.visualViewport;
  const apply = () => {
    panel.classList.toggle("dark", theme === "dark" || (theme !== "light" && dark.matches));
    panel.classList.toggle("phone", phone.matches);
    panel.setAttribute("aria-modal", `${phone.matches}`);
    if (!viewport) return;
    panel.style.setProperty("--height", `${viewport.height}px`);
    panel.style.setProperty("--shift", `${viewport.offsetTop}px`);
  };
  apply();
  return listen([dark, "change", apply], [phone, "change", apply], [viewport, "resize", apply], [viewport, "scroll", apply]);
}

/** Tab goes round inside a modal panel. */
export function wrapFocus(event: KeyboardEvent, panel: HTMLElement) {
  if (event.key !== "Tab" || panel.getAttribute("aria-modal") !== "true") return;
  const stops = [...panel.querySelectorAll<HTMLElement>("button,a,input,textarea,select")].filter(
    (node) => node.offsetParent && !node.matches(":disabled"),
  );
  const [first] = stops;
  const last = stops.pop();
  const active = (panel.getRootNode() as ShadowRoot).activeElement;
  if (active !== (event.shiftKey ? first : last)) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
