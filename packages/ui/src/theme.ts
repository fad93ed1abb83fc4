import { createSignal } from "solid-js";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Read by each app's `theme-init.js` before the first paint: the key must stay the same there. */
export const THEME_KEY = "chat-theme";

function rememberedTheme(): Theme {
  try {
    const value = localStorage.getItem(THEME_KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

// A document has exactly one theme, however many toggles show it.
const [theme, setSignal] = createSignal<Theme>(rememberedTheme());

export { theme };

export function setTheme(next: Theme) {
  setSignal(next);
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  try {
    if (next === "system") localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, next);
  } catch {
    // Storage is blocked: the choice lasts for this page view.
  }
}
