import type { Caller } from "../caller";
import { Forbidden } from "../errors";

/** Whether a page at this origin is on one of the domains: the exact host, or any below `*.`. Scheme and port do not matter. */
export function isOnDomain(website: string, domains: readonly string[]): boolean {
  if (!URL.canParse(website)) return false;
  const { hostname } = new URL(website);
  return hostname !== "" && domains.some((domain) => (domain.startsWith("*.") ? hostname.endsWith(domain.slice(1)) : hostname === domain));
}

/** Callers that are no foreign website, as programs are, may use every widget: only a browser can be held to its page. */
export const mayUse = ({ website }: Caller, { allowedDomains }: { allowedDomains: readonly string[] }): boolean =>
  website === null || allowedDomains.length === 0 || isOnDomain(website, allowedDomains);

export const websiteNotAllowed = () => new Forbidden("WEBSITE_NOT_ALLOWED", "This website may not use this widget");

/** @throws Forbidden WEBSITE_NOT_ALLOWED when the widget's admin lists domains and the caller's page is on none */
export function requireWebsite(caller: Caller, widget: { allowedDomains: readonly string[] }): void {
  if (!mayUse(caller, widget)) throw websiteNotAllowed();
}
