/** Called by the widget from customers' websites, without credentials; the site key is its one group. */
const PUBLIC = /^\/api\/widgets\/(?:([^/]+)\/config|(?:escalate|queue-position)\/([^/]+)\/[^/]+)$/;
/** As those, with its site key in the body. */
const UPLOAD = "/api/widgets/upload";
const FILE = /^\/api\/files\/[^/]+$/;
/** For monitors, and for those who read what the limits are. */
const UNLIMITED = /^\/api\/(?:health|openapi\.json|docs(?:\/.*)?)$/;

/** The site key of a public widget route; null for any other. */
export function publicSiteKey(path: string): string | null {
  const [, ofConfig, ofSession] = PUBLIC.exec(path) ?? [];
  return ofConfig ?? ofSession ?? null;
}

export const isUploadRoute = (path: string): boolean => path === UPLOAD;

/** What an image's address leads to: asked for by pages that show many. */
export const isFileRoute = (path: string): boolean => FILE.test(path);

export const isUnlimitedRoute = (path: string): boolean => UNLIMITED.test(path);
