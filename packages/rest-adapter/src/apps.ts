import { resolve } from "node:path";
import type { Log } from "@chat/api/core";
import { Hono } from "hono";
import { renderDemo } from "./demo-page";
import { answerError, failure } from "./errors";
import { security } from "./security";
import type { RestSettings } from "./settings";
import { findFile, serveFile } from "./static-file";

export interface StaticOptions {
  /** Folders of the built apps. */
  adminDir: string;
  agentDir: string;
  widgetDir: string;
  settings: Pick<RestSettings, "publicUrl">;
  log: Log;
  /** The widget that `/demo` shows when the address names none. */
  demoSiteKey(): Promise<string | null>;
}

const CACHE = {
  forever: "public, max-age=31536000, immutable",
  /** Customers' pages load it at each view: a new version arrives within five minutes. */
  loader: "public, max-age=300",
  ask: "no-cache",
};
/** Built files whose name changes with their content. */
const HASHED = /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;
const FOR_ANY_SITE = { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" };
/** What belongs to the protocols is never answered with an app's page. */
const OF_PROTOCOLS = /^\/(api|ws|trpc)(\/|$)/;
const LOOKS_LIKE_FILE = /(^|\/)assets\/|\.[A-Za-z0-9]{1,8}$/;

/** Serves the admin app at `/`, the agent app at `/agent/`, the widget's scripts and its demo. */
export function createStaticApps(options: StaticOptions): Hono {
  const [adminDir, agentDir, widgetDir] = [resolve(options.adminDir), resolve(options.agentDir), resolve(options.widgetDir)];
  const app = new Hono();
  const missing = () => Response.json(failure("Endpoint not found"), { status: 404 });
  app.onError(answerError(options.log));
  app.notFound(missing);
  app.use(security(options.settings));

  app.get("/agent", (c) => c.redirect(`/agent/${new URL(c.req.url).search}`, 302));
  app.get("/agent/*", (c) => serveApp(c.req.raw, agentDir, pathOf(c.req.raw).slice("/agent".length)));
  for (const path of ["/demo", "/demo/", "/demo/index.html"]) {
    app.get(path, async (c) => (await renderDemo(widgetDir, c.req.query("site-key"), options.demoSiteKey)) ?? missing());
  }
  app.get("/i18n/*", async (c) => (await serveWidgetFile(c.req.raw)) ?? missing());
  app.get("/demo/*", async (c) => (await serveWidgetFile(c.req.raw)) ?? missing());
  app.get("/*", async (c) => {
    const path = pathOf(c.req.raw);
    if (OF_PROTOCOLS.test(path)) return missing();
    const script = /^\/[^/]+\.[a-z0-9]+$/i.test(path) ? await serveWidgetFile(c.req.raw) : null;
    return script ?? serveApp(c.req.raw, adminDir, path);
  });
  return app;

  async function serveWidgetFile(request: Request): Promise<Response | null> {
    const path = pathOf(request);
    const file = await findFile(widgetDir, path);
    const cache = path === "/widget.js" ? CACHE.loader : HASHED.test(path) ? CACHE.forever : CACHE.ask;
    return file && serveFile(request, file, { ...FOR_ANY_SITE, "Cache-Control": cache });
  }

  /** One of the app's files; its page for every path that is one of its routes. */
  async function serveApp(request: Request, directory: string, path: string): Promise<Response> {
    const file = await findFile(directory, path);
    if (file) return serveFile(request, file, { "Cache-Control": path.startsWith("/assets/") ? CACHE.forever : CACHE.ask });
    const page = LOOKS_LIKE_FILE.test(path) ? null : await findFile(directory, "/index.html");
    return page ? serveFile(request, page, { "Cache-Control": CACHE.ask }) : missing();
  }
}

const pathOf = (request: Request) => new URL(request.url).pathname;
