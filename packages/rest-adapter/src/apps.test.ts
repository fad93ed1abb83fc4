import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStaticApps } from "./apps";
import { SETTINGS } from "./testing";

let root = "";
let demoSiteKey: string | null = "widget-demo";
let app: ReturnType<typeof createStaticApps>;

const FILES = {
  "secret.txt": "secret",
  "admin/index.html": "<title>admin</title>",
  "admin/favicon.svg": "<svg/>",
  "admin/.env": "secret",
  "admin/assets/index-AbCd1234.js": "admin()",
  "agent/index.html": "<title>agent</title>",
  "agent/assets/index-AbCd1234.css": "a{}",
  "widget/widget.js": "loader()",
  "widget/panel-3g8jlvks3j0jz.js": "panel()",
  "widget/demo/index.html": '<script src="/widget.js" data-site-key="%SITE_KEY%"></script>',
  "widget/demo/demo.css": "b{}",
};

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "chat-apps-"));
  await Promise.all(Object.entries(FILES).map(([name, text]) => Bun.write(join(root, name), text)));
  const [adminDir, agentDir, widgetDir] = [join(root, "admin"), join(root, "agent"), join(root, "widget")];
  app = createStaticApps({ adminDir, agentDir, widgetDir, settings: SETTINGS, log() {}, demoSiteKey: async () => demoSiteKey });
});
afterAll(() => rm(root, { recursive: true }));

const get = async (path: string, init?: RequestInit) => {
  const response = await app.request(path, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const MISSING = JSON.stringify({ success: false, message: "Endpoint not found" });

test("each app answers all its routes with its page, which is always asked about", async () => {
  for (const path of ["/", "/login", "/widgets/widget-abc/edit"]) {
    const { status, text, headers } = await get(path);
    expect([status, text, headers.get("cache-control")]).toEqual([200, FILES["admin/index.html"], "no-cache"]);
  }
  for (const path of ["/agent/", "/agent/chats/session_1"]) expect((await get(path)).text).toBe(FILES["agent/index.html"]);
  const { status, headers } = await get("/agent?from=mail");
  expect([status, headers.get("location")]).toEqual([302, "/agent/?from=mail"]);
});

test("built files may be kept for ever, and missing ones are no page", async () => {
  const script = await get("/assets/index-AbCd1234.js");
  expect(script.text).toBe("admin()");
  expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(script.headers.get("content-type")).toContain("text/javascript");
  expect((await get("/agent/assets/index-AbCd1234.css")).headers.get("cache-control")).toContain("immutable");
  for (const path of ["/assets/gone.js", "/agent/assets/gone", "/gone.png", "/demo/gone.css", "/panel-gone.js"]) {
    expect(await get(path)).toMatchObject({ status: 404, text: MISSING });
  }
});

test("what belongs to the protocols, or is no reading, is 404 in the envelope", async () => {
  for (const path of ["/api/nope", "/ws/nope", "/trpc/nope", "/api"]) expect(await get(path)).toMatchObject({ status: 404, text: MISSING });
  expect(await get("/login", { method: "POST" })).toMatchObject({ status: 404, text: MISSING });
});

test("no path leads out of the folders or to hidden files", async () => {
  for (const path of [
    "/%2e%2e%2fsecret.txt",
    "/..%2fsecret.txt",
    "/demo/..%2f..%2fsecret.txt",
    "/agent/..%5c..%5csecret.txt",
    "/.env",
    "/%00.js",
    "/%zz.js",
  ]) {
    const { text } = await get(path);
    expect(text).not.toContain("secret");
  }
});

test("the widget's scripts are for any site: the loader for minutes, the rest for ever", async () => {
  for (const [path, cache] of [
    ["/widget.js", "public, max-age=300"],
    ["/panel-3g8jlvks3j0jz.js", "public, max-age=31536000, immutable"],
  ] as const) {
    const { headers } = await get(path);
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
    expect(headers.get("cache-control")).toBe(cache);
  }
});

test("a file that the client has is not sent again, and HEAD sends none", async () => {
  const head = await get("/widget.js", { method: "HEAD" });
  expect([head.status, head.text, head.headers.get("content-length")]).toEqual([200, "", "8"]);
  const tag = head.headers.get("etag") ?? "";
  expect(await get("/widget.js", { headers: { "If-None-Match": tag } })).toMatchObject({ status: 304, text: "" });
  expect((await get("/widget.js", { headers: { "If-None-Match": '"other"' } })).status).toBe(200);
});

test("the demo shows the widget that is asked for, else the one there is, else nothing", async () => {
  expect((await get("/demo?site-key=widget-mine")).text).toContain('data-site-key="widget-mine"');
  expect((await get("/demo")).text).toContain('data-site-key="widget-demo"');
  expect((await get('/demo?site-key="><script>')).text).toContain('data-site-key="widget-demo"');
  expect((await get("/demo/demo.css")).text).toBe("b{}");
  demoSiteKey = null;
  expect(await get("/demo")).toMatchObject({ status: 404, text: MISSING });
  demoSiteKey = "widget-demo";
});

test("everything has the security headers", async () => {
  for (const path of ["/", "/agent", "/widget.js", "/assets/gone.js", "/demo", "/api/nope"]) {
    const { headers } = await get(path);
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  }
});
