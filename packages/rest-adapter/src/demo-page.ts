import { SiteKey } from "@chat/api/contract";
import { findFile } from "./static-file";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

/**
 * The demo page for one widget: the one that is asked for, else the one there is to show. Null without either.
 * @param asked the `site-key` of the query
 */
export async function renderDemo(
  widgetDir: string,
  asked: string | undefined,
  demoSiteKey: () => Promise<string | null>,
): Promise<Response | null> {
  const siteKey = SiteKey.safeParse(asked).data ?? (await demoSiteKey());
  const page = await findFile(widgetDir, "/demo/index.html");
  if (siteKey === null || page === null) return null;
  const html = (await Bun.file(page.path).text()).replaceAll("%SITE_KEY%", () => escapeHtml(siteKey));
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache" } });
}
