/** In this order: most browsers also name those they descend from. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

/** Short name of the browser a User-Agent speaks of, or null. */
export const browserName = (userAgent: string | null): string | null =>
  userAgent === null ? null : (BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null);
