import type { DrawnConfig } from "../api";
import { addSheet, el, icon } from "../dom";

const SPEECH = "M6 4h12a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-6l-5 4v-4H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z";
const CROSS = "M6 6l12 12M18 6L6 18";

/**
 * White on grounds where it reaches the 3:1 that an icon needs, black elsewhere. Squares stand for
 * the exponent 2.4 of WCAG's luminance: they are never smaller, so that white never falls short.
 */
export function iconColor(ground: string): string {
  const rgb = +`0x${ground.slice(1)}`;
  return 3 * (rgb >> 16) ** 2 + 10 * ((rgb >> 8) & 255) ** 2 + (rgb & 255) ** 2 < 273e3 ? "#fff" : "#000";
}

/** Distance from the edges of the screen, and from one launcher to the next, in pixels. */
const EDGE = 20;
const STEP = 76;

interface LauncherOptions {
  config: Pick<DrawnConfig, "widgetTitle" | "primaryColor" | "position" | "offset" | "zIndex">;
  press(): void;
  /** The visitor seems about to open the panel. */
  approach?(): void;
}

/** The round button in the corner, with the count of unread messages. */
export function createLauncher(root: ShadowRoot, { config, press, approach }: LauncherOptions) {
  const { widgetTitle, primaryColor, position, offset, zIndex = 2147483000 } = config;
  // Widgets of one corner stand side by side.
  const before = document.querySelectorAll(`chat-widget[data-corner=${position}]`).length;
  const [x, y] = offset ?? [EDGE + before * STEP, EDGE];
  (root.host as HTMLElement).dataset.corner = position;
  // What the page sets for all elements, ours included, does not count.
  addSheet(
    root,
    `:host{--primary:${primaryColor}!important;--on-primary:${iconColor(primaryColor)}!important;--z:${zIndex}!important}.launcher,.panel{--y:${y}px;${position.replace("-", `:${y}px;`)}:${x}px}`,
  );
  const badge = el("span", { class: "badge" });
  const button = el(
    "button",
    {
      class: "launcher",
      "aria-haspopup": "dialog",
      "aria-label": widgetTitle,
      // Who clicks twice wants it open, not opened and closed.
      click: ({ detail }: MouseEvent) => detail > 1 || press(),
      pointerenter: approach,
      focus: approach,
    },
    icon(SPEECH),
    icon(CROSS),
    badge,
  );
  root.append(button);

  return {
    button,
    setOpen: (isOpen: boolean) => button.setAttribute("aria-expanded", `${isOpen}`),
    setUnread(count: string, label: string) {
      badge.textContent = count;
      button.setAttribute("aria-label", label);
    },
  };
}
