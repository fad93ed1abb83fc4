import { afterAll, expect, test } from "bun:test";
import { createCore, type Deps } from "@chat/api/core";
import { closeTestCores, countInMemory, makeAccount, testCore } from "@chat/api/testing";
import { openDatabase } from "@chat/db";
import { createRestApp } from "./rest-app";
import { createCall, SETTINGS } from "./testing";

const core = await testCore();
const call = createCall(core);
afterAll(closeTestCores);

test("health says where everything is", async () => {
  const { status, body } = await call("GET /health");
  expect(status).toBe(200);
  expect(body).toEqual({
    success: true,
    message: "Chat Widget API is running",
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    environment: "test",
    domain: "localhost",
    apiUrl: "http://localhost:5000/api",
    wsUrl: "ws://localhost:5000",
  });
});

test("health and everything else answer 503 while the database is away", async () => {
  const gone = openDatabase({ uri: "mysql://root@127.0.0.1:1/none" });
  const away = createCore({
    db: gone.db,
    batches: gone.batches,
    tokenSecret: new Uint8Array(32),
    tokenDays: 7,
    agentGraceSeconds: 60,
    uploadsDir: "/nowhere",
    attempts: { store: countInMemory(), max: 10 },
    log() {},
  });
  away.leases.stop();
  const reach = createCall(away);
  expect(await reach("GET /health")).toMatchObject({ status: 503, body: { success: false, message: expect.any(String) } });
  expect((await reach("GET /widgets/widget-any/config")).status).toBe(503);
  await away.close();
  await gone.close();
});

test("an unknown endpoint, or method, is 404 in the envelope", async () => {
  for (const request of ["GET /nope", "PATCH /widgets", "GET /auth/login", "POST /health"]) {
    expect(await call(request)).toMatchObject({ status: 404, body: { success: false, message: "Endpoint not found" } });
  }
});

test("malformed JSON is 400 and a body over 1 MiB is 413", async () => {
  expect((await call("POST /auth/login", { body: "{nope" })).body).toEqual({
    success: false,
    message: "Validation error",
    errors: "Malformed JSON",
  });
  const { status, body } = await call("POST /auth/login", { body: `{"email":"${"x".repeat(1_048_577)}"}` });
  expect(status).toBe(413);
  expect(body.success).toBe(false);
});

test("only a file that is uploaded may be larger, whoever asks by another method at its address", async () => {
  const account = await makeAccount(core);
  const headers = { authorization: `Bearer ${account.token}` };
  const { status } = await call("PUT /widgets/upload", { headers, body: `{"widgetTitle":"${"x".repeat(1_048_577)}"}` });
  expect(status).toBe(413);
});

test("a defect is logged under a request id and shown without detail", async () => {
  const logged: unknown[] = [];
  const deps = { ...core.deps, log: (...entry: unknown[]) => logged.push(entry) } as unknown as Deps;
  const broken = { ...core, deps: { ...deps, reads: null } as unknown as Deps };
  const response = await createRestApp({ core: broken, settings: SETTINGS }).request("/api/widgets/widget-any/config");
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ success: false, message: "Internal server error" });
  expect(logged).toMatchObject([
    ["error", "a request failed", { requestId: response.headers.get("x-request-id"), route: "/api/widgets/:siteKey/config" }],
  ]);
});

test("every answer has the security headers", async () => {
  const answers = await Promise.all([
    call("GET /health"),
    call("GET /nope"),
    call("GET /widgets"),
    call("POST /auth/login", { body: "{" }),
    call("OPTIONS /widgets", { headers: { Origin: "http://localhost:3000" } }),
  ]);
  for (const { headers } of answers) {
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-xss-protection")).toBe("1; mode=block");
    expect(headers.get("content-security-policy")).toContain("default-src 'self'; script-src 'self'; style-src 'self'");
    expect(headers.get("referrer-policy")).toBeTruthy();
    expect(headers.get("permissions-policy")).toBeTruthy();
    expect(headers.get("strict-transport-security")).toBeNull();
  }
});

test("over TLS browsers are told to stay there", async () => {
  const app = createRestApp({ core, settings: { ...SETTINGS, publicUrl: "https://chat.example.com" } });
  const response = await app.request("/api/health");
  expect(response.headers.get("strict-transport-security")).toMatch(/^max-age=/);
  expect(await response.json()).toMatchObject({ domain: "chat.example.com", wsUrl: "wss://chat.example.com" });
});

test("documented origins may call authenticated routes, others are not named", async () => {
  for (const request of ["GET /widgets", "OPTIONS /widgets"]) {
    const known = await call(request, { headers: { Origin: "http://localhost:3002" } });
    expect(known.headers.get("access-control-allow-origin")).toBe("http://localhost:3002");
    expect(known.headers.get("vary")).toContain("Origin");
    const unknown = await call(request, { headers: { Origin: "https://evil.example" } });
    expect(unknown.headers.get("access-control-allow-origin")).toBeNull();
  }
  const preflight = await call("OPTIONS /widgets", { headers: { Origin: "http://localhost:3000" } });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get("access-control-allow-headers")).toContain("Authorization");
});

test("the widget's routes may be called from any website, without credentials", async () => {
  const { widget } = await makeAccount(core);
  const paths = [`${widget.siteKey}/config`, `escalate/${widget.siteKey}/session_none`, `queue-position/${widget.siteKey}/session_none`];
  for (const path of paths) {
    for (const method of ["OPTIONS", path.startsWith("escalate") ? "POST" : "GET"]) {
      const { headers } = await call(`${method} /widgets/${path}`, { headers: { Origin: "https://shop.example" } });
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("access-control-allow-credentials")).toBeNull();
    }
  }
});
