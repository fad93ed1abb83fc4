import { afterAll, beforeAll, expect, test } from "bun:test";
import { expectData, restClient } from "../harness/rest";
import { until } from "../harness/until";
import { exampleOf } from "./document";
import { sendExample, sentExamples } from "./send-example";
import {
  DOCUMENTED_AGENT,
  type Login,
  makeAgent,
  makeDocumentedWidget,
  newSessionId,
  openAgent,
  openStage,
  queueChat,
  type Stage,
  startChat,
} from "./stage";
import { differences, type Json } from "./structure";

// In the order of the document: each test stands on what those before it made.
let stage: Stage;
let admin: Login;
let agent: Login;
let siteKey: string;

beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(() => stage.close());

const tokenOf = (body: Json) => (body as { data: { token: string; user: { id: number } } }).data;

test("an admin registers, logs in and is told who it is", async () => {
  const { token, user } = tokenOf((await sendExample(stage, "register")).body);
  admin = { id: user.id, token };
  await sendExample(stage, "login");
  await sendExample(stage, "me", { token });
});

test("what is wrong is told as the document says", async () => {
  await sendExample(stage, "invalid-registration");
  const conflict = await sendExample(stage, "taken-email");
  const format = JSON.parse(exampleOf(stage.document, "format", "error").text) as Record<string, Json>;
  expect(Object.keys(conflict.body)).toEqual(Object.keys(format));
  for (const name of ["no-token", "invalid-token", "unknown-widget", "unknown-route"]) await sendExample(stage, name);
});

test("the health check says where everything is", async () => {
  await sendExample(stage, "health");
});

test("an agent logs in, and may not do what an admin does", async () => {
  agent = await makeAgent(stage, admin, DOCUMENTED_AGENT);
  await sendExample(stage, "agent-login");
  await sendExample(stage, "wrong-role", { token: agent.token });
});

test("an admin lists, makes, changes and deletes agents", async () => {
  await sendExample(stage, "list-agents", { token: admin.token });
  const { body } = await sendExample(stage, "create-agent", { token: admin.token });
  const agentId = (body as { data: { agent: { id: number } } }).data.agent.id;
  await sendExample(stage, "update-agent", { token: admin.token, agentId });
  const password = { email: "second@example.com", password: "another_password" };
  await expectData(stage.anyone("POST", "/auth/agent-login", password));
  await sendExample(stage, "delete-agent", { token: admin.token, agentId });
  expect((await stage.anyone("POST", "/auth/agent-login", password)).status).toBe(401);
});

test("an admin's widgets are listed and shown, and one is shown to everybody", async () => {
  siteKey = await makeDocumentedWidget(stage, admin);
  const names = { token: admin.token, siteKey };
  for (const name of ["list-widgets", "get-widget", "widget-config", "widget-stats"]) await sendExample(stage, name, names);
});

test("chats wait in line, are accepted, read and counted", async () => {
  const desk = await openAgent(stage, agent);
  const ofAgent = { token: agent.token, siteKey };
  const first = await queueChat(stage, siteKey);
  await sendExample(stage, "waiting-sessions", { ...ofAgent, sessionId: first.sessionId });

  const visitor = { visitorName: "John Doe", visitorEmail: "john@example.com", visitorInfo: { location: "New York" } };
  const { sessionId } = await startChat(stage, siteKey, visitor);
  await sendExample(stage, "escalate", { siteKey, sessionId });
  const third = await queueChat(stage, siteKey);
  await sendExample(stage, "queue-position", { siteKey, sessionId: third.sessionId });
  await sendExample(stage, "queue-stats", { token: admin.token, siteKey });

  desk.send({ type: "accept_chat", sessionId, agentId: agent.id });
  await desk.next("chat_accepted");
  for (const name of ["chat-history", "active-chats", "agent-stats"]) await sendExample(stage, name, { ...ofAgent, sessionId });
  desk.close();
});

test("a widget is made, changed and deleted", async () => {
  const { body } = await sendExample(stage, "create-widget", { token: admin.token });
  const made = (body as { data: { widget: { site_key: string } } }).data.widget.site_key;
  await sendExample(stage, "update-widget", { token: admin.token, siteKey });
  await sendExample(stage, "delete-widget", { token: admin.token, siteKey: made });
  const { status } = await restClient(stage.url, admin.token)("GET", `/widgets/${made}`);
  expect(status).toBe(404);
});

test("an admin says on which websites a widget is used", async () => {
  const allowed = await makeDocumentedWidget(stage, admin);
  await sendExample(stage, "allow-domains", { token: admin.token, siteKey: allowed });
  await sendExample(stage, "other-website", { siteKey: allowed });
});

test("an admin says what visitors agree to before a chat", async () => {
  const asking = await makeDocumentedWidget(stage, admin);
  await sendExample(stage, "ask-consent", { token: admin.token, siteKey: asking });
  const { body } = await restClient(stage.url)("GET", `/widgets/${asking}/config`);
  expect(body).toMatchObject({ consentText: "We use what you write to answer you." });
});

test("a visitor sends a file, and who knows its address reads it", async () => {
  const names = { siteKey: await makeDocumentedWidget(stage, admin), sessionId: newSessionId() };
  const { body } = await sendExample(stage, "upload-file", names);
  await sendExample(stage, "wrong-file", names);
  const { url } = (body as { data: { file: { url: string } } }).data.file;
  await sendExample(stage, "show-file", { key: url.slice("/api/files/".length) });
});

test("every endpoint that the server describes has an example", async () => {
  const { paths } = (await (await fetch(`${stage.url}/api/openapi.json`)).json()) as { paths: Record<string, object> };
  const plain = (endpoint: string) =>
    endpoint.replace(/^(\w+) (\/api)?/, (_, method: string) => `${method.toUpperCase()} `).replace(/\{\w+\}/g, "{}");
  const described = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => plain(`${method} ${path}`)));
  const shown = [...stage.document.request.values()].map(({ text }) => plain((text.split("\n")[0] ?? "").split("?")[0] ?? ""));
  expect(described).toContain("POST /auth/register");
  expect(described.filter((endpoint) => !shown.includes(endpoint))).toEqual([]);
});

test("the documented origins may call authenticated endpoints, and no other", async () => {
  const origins = exampleOf(stage.document, "list", "cors-origins").text.split("\n");
  const allowed = async (origin: string) =>
    (await fetch(`${stage.url}/api/auth/me`, { headers: { Origin: origin } })).headers.get("access-control-allow-origin");
  for (const line of origins) {
    const origin = line.split(" ")[0] ?? "";
    expect(await allowed(origin)).toBe(origin);
  }
  expect(await allowed("https://elsewhere.example")).toBeNull();
});

test("whoever asks too often is told so", async () => {
  const strict = await openStage({ RATE_LIMIT_MAX: "2" });
  try {
    const ask = () => fetch(`${strict.url}/api/auth/me`);
    const refused = await until("a refusal", async () => {
      const response = await ask();
      return response.status === 429 ? response : null;
    });
    const example = JSON.parse(exampleOf(strict.document, "response", "rate-limit").text) as Json;
    expect(differences(example, await refused.json())).toEqual([]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  } finally {
    await strict.close();
  }
}, 60_000);

test("every request of the document was sent", () => {
  expect([...stage.document.request.keys()].filter((name) => !sentExamples().includes(name))).toEqual([]);
});
