import type { WidgetConfig } from "../api";
import { addSheet, el, icon } from "../dom";

const SPEECH = "M6 4h12a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-6l-5 4v-4H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z";
const CROSS = "M6 6l12 12M18 6L6 18";

/**
 * White on grounds where it reaches the 3:1 that an icon needs, black elsewhere. Squares stand for
 * the exponent 2.4 of WCAG's luminance: they are never smaller, so that white never falls short.
 */
export function iconColor(ground: string): string {
  const [red = 0, green = 0, blue = 0] = ground.match(/\w\w/g)?.map((part) => (+`0x${part}`) ** 2) ?? [];
  return 3 * red + 10 * green + blue < 273e3 ? "#fff" : "#000";
}

/** Distance from the edges of the screen, and from one launcher to the next, in pixels. */
const EDGE = 20;
const STEP = 76;

/** How many of other widgets are there already. */
const launchersAt = (corner: string) =>
  [...document.querySelectorAll("chat-widget")].filter(({ shadowRoot }) => shadowRoot?.querySelector(`[class="launcher ${corner}"]`))
    .length;

interface LauncherOptions {
  config: Pick<WidgetConfig, "widgetTitle" | "primaryColor" | "position">;
  /** Pixels from the corner, horizontal and vertical. */
  offset?: [number, number];
  zIndex?: number;
  press(): void;
  /** The visitor seems about to open the panel. */
  approach?(): void;
}

/** The round button in the corner, with the count of unread messages. */
export function createLauncher(root: ShadowRoot, { config, offset, zIndex = 2147483000, press, approach }: LauncherOptions) {
  const { widgetTitle, primaryColor, position } = config;
  const corner = position.replace("-", " ");
  const [x, y] = offset ?? [EDGE + launchersAt(corner) * STEP, EDGE];
  // What the page sets for all elements, ours included, does not count.
  addSheet(
    root,
    `:host{--primary:${primaryColor}!important;--on-primary:${iconColor(primaryColor)}!important;--x:${x}px!important;--y:${y}px!important;--z:${zIndex}!important}`,
  );
  const badge = el("span", { class: "badge", "aria-hidden": true });
  const button = el(
    "button",
    {
      class: `launcher ${corner}`,
      "aria-label": widgetTitle,
      "aria-haspopup": "dialog",
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
