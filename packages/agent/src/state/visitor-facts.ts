import type { VisitorInfo } from "@chat/api/contract";

export interface VisitorFact {
  readonly label: string;
  readonly value: string;
}

export interface VisitorFacts {
  readonly page: string | null;
  readonly pageTitle: string | null;
  readonly language: string | null;
  readonly browser: string | null;
  /** Everything else: answers to the form before the chat. */
  readonly others: readonly VisitorFact[];
}

const KEYS = {
  page: ["page", "pageUrl", "url", "currentPage", "page_url"],
  pageTitle: ["pageTitle", "title", "page_title"],
  language: ["language", "locale", "lang"],
  browser: ["browser", "userAgent", "user_agent"],
  shownElsewhere: ["name", "email", "visitorName", "visitorEmail"],
} as const;

/** Sorts what the widget told about a visitor into what every chat has and what this business asked. */
export function visitorFacts(info: VisitorInfo): VisitorFacts {
  const first = (keys: readonly string[]) => {
    const key = keys.find((name) => info[name] !== undefined && info[name] !== "");
    return key === undefined ? null : String(info[key]);
  };
  const known = new Set<string>(Object.values(KEYS).flat());
  const browser = first(KEYS.browser);
  return {
    page: first(KEYS.page),
    pageTitle: first(KEYS.pageTitle),
    language: languageName(first(KEYS.language)),
    browser: browser && browserName(browser),
    others: Object.entries(info)
      .filter(([key, value]) => !known.has(key) && value !== "")
      .map(([key, value]) => ({ label: labelOf(key), value: typeof value === "boolean" ? (value ? "Yes" : "No") : String(value) })),
  };
}

/** "orderNumber" and "order_number" read "Order number"; a label written by the business stays as it is. */
export function labelOf(key: string): string {
  if (!/^[a-z][A-Za-z0-9_-]*$/.test(key)) return key;
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function languageName(tag: string | null): string | null {
  if (!tag) return null;
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** "Chrome 141 on macOS" from a user agent string; anything else is shown as it came. */
export function browserName(text: string): string {
  if (!text.includes("Mozilla/")) return text;
  const [, name, version] = BROWSERS.map((pattern) => pattern.exec(text)).find((found) => found !== null) ?? [];
  const system = SYSTEMS.find(([pattern]) => pattern.test(text))?.[1];
  const label = name === "Edg" ? "Edge" : name === "OPR" ? "Opera" : name === "Version" ? "Safari" : name;
  if (!label) return text;
  return `${label} ${version}${system ? ` on ${system}` : ""}`;
}

// Order matters: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
const BROWSERS = [/(Edg)\/(\d+)/, /(OPR)\/(\d+)/, /(Firefox)\/(\d+)/, /(Chrome)\/(\d+)/, /(Version)\/(\d+)/];
const SYSTEMS: readonly [RegExp, string][] = [
  [/Windows/, "Windows"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** The part of an address a person recognises: host and path without query, so that a list shows the page, not its tracking. */
export function shortPage(page: string): string {
  try {
    const url = new URL(page);
    const path = decodeURI(url.pathname).replace(/\/$/, "");
    return path === "" ? url.host : `${url.host}${path}`;
  } catch {
    return page;
  }
}

/** A page that breaks into lines after its slashes instead of inside a word. */
export const breakablePage = (page: string): string => shortPage(page).replaceAll("/", "/\u200b");

/** The address when it may be followed, else null: a visitor's page claims must not become a script. */
export function safeLink(page: string): string | null {
  try {
    const url = new URL(page);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
