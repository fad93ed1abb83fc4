import { afterAll, describe, expect, test } from "bun:test";
import { randomId } from "@chat/api/core";
import { closeTestCores, makeAccount, makeAgent, newSessionId, queueChat, readRows, testCore } from "@chat/api/testing";
import { createRestApp } from "../rest-app";
import { createCall, SETTINGS } from "../testing";

const core = await testCore();
const call = createCall(core);
const account = await makeAccount(core);
const agent = await makeAgent(account);
const { token } = account;
const { siteKey } = account.widget;
afterAll(closeTestCores);

const person = () => ({ username: `user_${randomId(12)}`, email: `user_${randomId(12)}@example.com`, password: "secure_password" });

/** Each route that reads a body, with one that it takes. */
const WRITES: Record<string, () => Record<string, unknown>> = {
  "POST /auth/register": person,
  "POST /auth/login": () => ({ email: account.email, password: "wrong horse" }),
  "POST /auth/agent-login": () => ({ email: agent.profile.email, password: "wrong horse" }),
  "POST /widgets": () => ({ business_name: "Acme" }),
  [`PUT /widgets/${siteKey}`]: () => ({ business_name: "Acme" }),
  "POST /agents": () => ({ ...person(), full_name: "Robin Reed" }),
  [`PATCH /agents/${agent.profile.id}`]: () => ({ full_name: "Robin Reed" }),
  [`POST /widgets/escalate/${siteKey}/session_none`]: () => ({ reason: "help" }),
};
const routes = Object.keys(WRITES);
const refusal = (errors: unknown) => ({ status: 400, body: { success: false, message: "Validation error", errors } });

describe("on every route that reads a body", () => {
  test.each(routes)("%s: what is no JSON object is 400", async (route) => {
    for (const body of ["{", "nope", '{"a":}', "{'a':1}", '{"a":1}}', "\u0000", '{"a":"\n"}', "[".repeat(100_000)]) {
      expect(await call(route, { token, body })).toMatchObject(refusal("Malformed JSON"));
    }
    for (const body of ["[]", "1", '"text"', "null", "true", `${"[".repeat(100_000)}${"]".repeat(100_000)}`]) {
      expect(await call(route, { token, body })).toMatchObject(refusal("Body must be a JSON object"));
    }
  });

  test.each(routes)("%s: a body is JSON whatever its content type says", async (route) => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/vnd.api+json", "nonsense", "multipart/form-data"]) {
      const { status, body } = await call(route, { token, body: WRITES[route]?.(), headers: { "Content-Type": type } });
      expect([200, 201, 401, 404]).toContain(status);
      expect(body.message).not.toBe("Validation error");
    }
    const form = await call(route, { token, body: "a=1&b=2", headers: { "Content-Type": "application/x-www-form-urlencoded" } });
    expect(form).toMatchObject(refusal("Malformed JSON"));
  });

  test.each(routes)("%s: unknown keys, __proto__ and constructor among them, are ignored", async (route) => {
    const known = JSON.stringify(WRITES[route]?.()).slice(1, -1);
    const body = `{"__proto__":{"isAdmin":true,"reason":1},"constructor":{"prototype":{"isAdmin":true}},"toString":1,"id":7,${known}}`;
    const { status } = await call(route, { token, body });
    expect([200, 201, 401, 404]).toContain(status);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
    const alone = await call(route, { token, body: '{"__proto__":{"business_name":"X","full_name":"X","email":"a@b.co"}}' });
    expect([400, 404]).toContain(alone.status);
  });

  test.each(routes)("%s: values nested 50,000 deep are refused like any of a wrong kind", async (route) => {
    const deep = `${'{"a":['.repeat(50_000)}1${"]}".repeat(50_000)}`;
    for (const key of Object.keys(WRITES[route]?.() ?? {})) {
      const { status, body } = await call(route, { token, body: `{"${key}":${deep}}` });
      expect(status).toBe(400);
      expect(body.success).toBe(false);
    }
  });

  test.each(routes)("%s: over 1 MiB is 413, announced or not", async (route) => {
    const app = createRestApp({ core, settings: SETTINGS });
    const [method = "", path = ""] = route.split(" ");
    const big = JSON.stringify({ email: "x".repeat(1_048_577) });
    const chunks = () => new Blob([big]).stream();
    for (const body of [big, chunks()]) {
      const response = await app.request(`http://localhost:5000/api${path}`, {
        method,
        body,
        headers: { Authorization: `Bearer ${token}` },
      });
      expect(response.status).toBe(413);
      expect(await response.json()).toEqual({ success: false, message: "Request body is too large" });
    }
  });

  test.each(routes)("%s: a lone surrogate or NUL in any text is refused or kept, and never breaks anything", async (route) => {
    for (const bad of ["\\ud800", "a\\udc00b", "\\u0000", "a\\u0000b"]) {
      for (const key of Object.keys(WRITES[route]?.() ?? {})) {
        const body = { ...WRITES[route]?.(), [key]: "@@" };
        const { status } = await call(route, { token, body: JSON.stringify(body).replace("@@", bad) });
        expect(status).toBeLessThan(500);
      }
    }
  });
});

test("the last of two equal keys counts", async () => {
  const { body } = await call("POST /widgets", { token, body: '{"business_name":"First","business_name":"Second"}' });
  expect(body.data.widget.business_name).toBe("Second");
});

test("NUL and SQL and HTML come back as they were sent", async () => {
  for (const text of ["a\u0000b", "'; DROP TABLE users; --", "<script>alert(1)</script>", "\u202e😀\u0301"]) {
    const made = await call("POST /widgets", { token, body: { business_name: text } });
    expect([made.status, made.body.data?.widget.business_name]).toEqual([201, text]);
  }
});

test("a lone surrogate in a pre-chat field is named, and nothing is stored", async () => {
  const before = await readRows(core, `SELECT id FROM widget_configs WHERE user_id = ${account.admin.actor.id}`);
  const field = (label: string, option: string) => `{"name":"name","label":"${label}","type":"select","options":["${option}"]}`;
  for (const fields of [field("\\ud800", "a"), field("a", "\\ud800")]) {
    const { status, body } = await call("POST /widgets", { token, body: `{"business_name":"Acme","prechat_fields":[${fields}]}` });
    expect([status, body.errors]).toEqual([400, expect.stringContaining("contains invalid characters")]);
  }
  expect(await readRows(core, `SELECT id FROM widget_configs WHERE user_id = ${account.admin.actor.id}`)).toEqual(before);
});

test("a reason to escalate keeps NUL, and is refused with a lone surrogate", async () => {
  const { sessionId } = await queueChat(account);
  const path = `POST /widgets/escalate/${siteKey}/${sessionId}`;
  expect((await call(path, { body: { reason: "a\u0000b" } })).status).toBe(200);
  expect((await call(path, { body: '{"reason":"\\ud800"}' })).body.errors).toBe("Reason contains invalid characters");
});

test("an unknown route or method is 404 in the envelope, for HEAD without a body, and OPTIONS is answered", async () => {
  const app = createRestApp({ core, settings: SETTINGS });
  for (const path of ["/nope", "/widgets/a/b/c/d", "/auth", "/auth/login/", "//widgets", "/%00", "", "/"]) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const response = await app.request(`http://localhost:5000/api${path}`, { method });
      expect([method, path, response.status]).toEqual([method, path, 404]);
      expect(await response.json()).toEqual({ success: false, message: "Endpoint not found" });
    }
    const head = await app.request(`http://localhost:5000/api${path}`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([404, ""]);
    expect((await app.request(`http://localhost:5000/api${path}`, { method: "OPTIONS" })).status).toBe(204);
  }
  for (const route of ["DELETE /auth/login", "PUT /auth/register", "POST /auth/me", "PATCH /widgets", "DELETE /agents", "PUT /health"]) {
    expect(await call(route, { token })).toMatchObject({ status: 404, body: { success: false, message: "Endpoint not found" } });
  }
  expect((await app.request("http://localhost:5000/api/health", { method: "HEAD" })).status).toBe(200);
});

test("ids that are none name nothing", async () => {
  const bad = ["%00", "..", "%2e%2e", "a".repeat(300), "%F0%9F%98%80", "'%20OR%201=1", newSessionId()];
  for (const id of bad) {
    for (const route of [
      `GET /widgets/${id}/config`,
      `GET /widgets/queue-position/${siteKey}/${id}`,
      `POST /widgets/escalate/${id}/${id}`,
    ]) {
      expect((await call(route)).status).toBe(404);
    }
  }
});
