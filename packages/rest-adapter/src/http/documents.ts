import { join } from "node:path";
import { Hono } from "hono";
import { PAGE_FILES, renderDocs } from "../api-docs/page";
import { describeApi } from "../openapi/document";
import type { RestSettings } from "../settings";
import { findFile, serveFile } from "../static-file";

const FILES = join(import.meta.dir, "../api-docs");
const PAGE_HEADERS = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache" };

/** The API's own description: for programs, and as a page for people. Neither needs a token. */
export function documentRoutes({ publicUrl }: Pick<RestSettings, "publicUrl">): Hono {
  const app = new Hono();
  const described = once(() => describeApi(publicUrl));
  const page = once(() => renderDocs(described()));
  app.get("/openapi.json", (c) => c.json(described(), 200, { "Cache-Control": "no-cache" }));
  for (const path of ["/docs", "/docs/"]) app.get(path, (c) => c.body(page(), 200, PAGE_HEADERS));
  app.get("/docs/:file", async (c) => {
    const name = c.req.param("file");
    const file = PAGE_FILES.includes(name) ? await findFile(FILES, `/${name}`) : null;
    return file ? serveFile(c.req.raw, file, { "Cache-Control": "no-cache" }) : c.notFound();
  });
  return app;
}

/** Made at the first request: most processes of a test, and many of a server, are never asked. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
