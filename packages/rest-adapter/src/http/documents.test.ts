import { expect, test } from "bun:test";
import { ROUTES } from "../openapi/routes";
import { documentRoutes } from "./documents";

const app = documentRoutes({ publicUrl: "https://chat.example.com" });
const textOf = async (path: string) => (await app.request(path)).text();

test("the document is OpenAPI 3.1, says where the server is, and has every endpoint", async () => {
  const response = await app.request("/openapi.json");
  expect(response.headers.get("content-type")).toContain("application/json");
  const document = JSON.parse(await response.text());
  expect(document.openapi).toBe("3.1.0");
  expect(document.info).toMatchObject({ title: "Chat Widget Generator API", version: "1.0.0" });
  expect(document.servers).toEqual([{ url: "https://chat.example.com/api" }]);
  expect(document.components.securitySchemes.bearer).toMatchObject({ type: "http", scheme: "bearer" });
  for (const { method, path } of ROUTES) expect(Object.keys(document.paths[path])).toContain(method);
});

test("the page shows every endpoint, and has nothing inline that the security policy forbids", async () => {
  const page = await textOf("/docs");
  expect(await textOf("/docs/")).toBe(page);
  for (const { operationId, summary } of ROUTES) {
    expect(page).toContain(`id="${operationId}"`);
    expect(page).toContain(`>${summary}</a>`);
  }
  expect(page).toContain("https://chat.example.com/api");
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc="\/api\/docs\/)/);
  expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});

test("examples are shown as text", async () => {
  const page = await textOf("/docs");
  expect(page).toContain("Authorization: Bearer &lt;token&gt;");
});

test("the page's style and script are files of this server", async () => {
  const style = await app.request("/docs/base.css");
  expect([style.status, style.headers.get("content-type")]).toEqual([200, "text/css;charset=utf-8"]);
  const script = await app.request("/docs/docs.js");
  expect(script.headers.get("content-type")).toContain("text/javascript");
  const tag = { "If-None-Match": script.headers.get("etag") ?? "" };
  expect((await app.request("/docs/docs.js", { headers: tag })).status).toBe(304);
  expect((await app.request("/docs/page.ts")).status).toBe(404);
});
