import { AllowedDomain } from "@chat/api/contract";

/** The domain in what people type or paste: a name, an address of a page, a name with a port. */
export function domainIn(text: string): string {
  const typed = text.trim();
  const isBelow = typed.startsWith("*.");
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${isBelow ? typed.slice(2) : typed}`;
  if (typed === "" || !URL.canParse(address)) return typed;
  const { hostname } = new URL(address);
  return isBelow ? `*.${hostname}` : hostname;
}

/** Adds what was typed, several at once where it holds commas or white space. @returns the new list, or what is wrong */
export function addDomains(domains: readonly string[], text: string): { domains: string[]; error?: string } {
  const added = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(domainIn);
  for (const domain of added) {
    const parsed = AllowedDomain.safeParse(domain);
    if (!parsed.success) return { domains: [...domains], error: parsed.error.issues[0]?.message ?? "" };
  }
  return { domains: [...new Set([...domains, ...added])] };
}
