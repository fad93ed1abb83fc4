import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, newSessionId, queueChat, readRows, testCore } from "@chat/api/testing";
import { connect, createCall, serveSockets } from "../testing";

const core = await testCore();
const call = createCall(core);
const sockets = serveSockets(core);
afterAll(async () => {
  await sockets.stop();
  await closeTestCores();
});

const OWN = { Origin: "https://www.shop.example:8443" };
const FOREIGN = { Origin: "https://evil.example" };
const REFUSED = { success: false, message: "This website may not use this widget" };

/** A widget for www.shop.example alone, set over REST, and a chat that waits. */
async function limitedWidget() {
  const account = await makeAccount(core);
  const { siteKey } = account.widget;
  const chat = await queueChat(account);
  const answer = await call(`PUT /widgets/${siteKey}`, { token: account.token, body: { allowed_domains: ["*.shop.example"] } });
  expect(answer.status).toBe(200);
  const requests = [
    `GET /widgets/${siteKey}/config`,
    `GET /widgets/queue-position/${siteKey}/${chat.sessionId}`,
    `POST /widgets/escalate/${siteKey}/${chat.sessionId}`,
  ];
  return { ...account, siteKey, chat, requests, answer };
}

describe("a widget with allowed domains", () => {
  test("answers its own website, preflight included", async () => {
    const { requests } = await limitedWidget();
    for (const request of requests) {
      const path = request.split(" ")[1];
      for (const each of [request, `OPTIONS ${path}`]) {
        const { status, headers } = await call(each, { headers: OWN });
        expect([status < 300, headers.get("access-control-allow-origin")]).toEqual([true, "*"]);
        expect(headers.get("vary")).toContain("Origin");
        expect(headers.get("access-control-allow-credentials")).toBeNull();
      }
    }
  });

  test("is refused to others, who are not even let to read so", async () => {
    const { requests } = await limitedWidget();
    for (const request of requests) {
      const { status, body, headers } = await call(request, { headers: FOREIGN });
      expect([status, body]).toEqual([403, REFUSED]);
      expect(headers.get("access-control-allow-origin")).toBeNull();
      const preflight = await call(`OPTIONS ${request.split(" ")[1]}`, { headers: FOREIGN });
      expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, null]);
      expect(preflight.headers.get("access-control-allow-methods")).toBeNull();
    }
  });

  test("is served to programs, and to the pages of this very server", async () => {
    const { requests } = await limitedWidget();
    for (const request of requests) {
      const welcome: Record<string, string>[] = [{}, { Origin: "http://localhost:5000" }];
      for (const headers of welcome) expect((await call(request, { headers })).status).toBe(200);
    }
  });

  test("hides the list from the documented objects", async () => {
    const { answer, token, siteKey } = await limitedWidget();
    expect(answer.body.data.widget).not.toHaveProperty("allowed_domains");
    expect((await call(`GET /widgets/${siteKey}`, { token })).body.data.widget).not.toHaveProperty("allowed_domains");
    expect((await call(`GET /widgets/${siteKey}/config`)).body).not.toHaveProperty("allowedDomains");
  });

  test("can be made with them, and every bad one is named by its rule", async () => {
    const { token } = await makeAccount(core);
    const make = (allowed_domains: unknown) => call("POST /widgets", { token, body: { business_name: "Acme", allowed_domains } });
    expect((await make(["example.com"])).status).toBe(201);
    expect((await make(["https://example.com"])).body.errors).toBe("Allowed domain must look like example.com or *.example.com");
    expect((await make("example.com")).body.errors).toBe("Allowed domains must be a list");
  });
});

describe("a visitor's socket", () => {
  test("of another website is refused by frames, leaves no session, and stays open", async () => {
    const { siteKey } = await limitedWidget();
    const sessionId = newSessionId();
    const visitor = connect(`${sockets.origin}/ws/${sessionId}`, FOREIGN);
    for (const frame of [
      { type: "join", sessionId, siteKey },
      { type: "message", sessionId, siteKey, message: "Hello" },
    ]) {
      await visitor.send(frame);
      expect(await visitor.next("error")).toMatchObject({ code: "WEBSITE_NOT_ALLOWED", message: REFUSED.message });
    }
    expect(await visitor.rest()).toEqual([]);
    expect(await readRows(core, `SELECT id FROM sessions WHERE session_id = '${sessionId}'`)).toEqual([]);
    await visitor.close();
  });

  test("of its own website, and of a program, is welcome", async () => {
    const { siteKey } = await limitedWidget();
    for (const headers of [OWN, {}]) {
      const sessionId = newSessionId();
      const visitor = connect(`${sockets.origin}/ws/${sessionId}`, headers);
      await visitor.send({ type: "join", sessionId, siteKey });
      expect(await visitor.next("session")).toMatchObject({ sessionId });
      await visitor.close();
    }
  });
});
