import { afterAll, expect, test } from "bun:test";
import { agentToken, closeTestCores, makeAccount, makeAgent, startChat, testCore } from "@chat/api/testing";
import { createCall } from "../testing";

const core = await testCore();
const call = createCall(core);
afterAll(closeTestCores);

const WIDGET_KEYS = [
  "id",
  "site_key",
  "business_name",
  "widget_title",
  "welcome_message",
  "primary_color",
  "secondary_color",
  "position",
  "enable_prechat_form",
  "prechat_fields",
  "created_at",
  "is_active",
];
const STATS_KEYS = [
  "total_widgets",
  "active_widgets",
  "inactive_widgets",
  "total_chats",
  "total_messages",
  "average_response_time",
  "customer_satisfaction",
];

const DOCUMENTED = {
  business_name: "New Business",
  widget_title: "Chat Support",
  welcome_message: "Welcome! How can we assist you?",
  primary_color: "#ff6b6b",
  secondary_color: "#4ecdc4",
  position: "bottom-left",
  enable_prechat_form: true,
  prechat_fields: [
    { name: "name", label: "Your Name", type: "text", required: true },
    { name: "email", label: "Email Address", type: "email", required: true },
  ],
};

test("a widget is created with everything that was asked for", async () => {
  const { token } = await makeAccount(core);
  const { status, body } = await call("POST /widgets", { token, body: DOCUMENTED });
  expect(status).toBe(201);
  expect(body.message).toBe("Widget created successfully");
  expect(Object.keys(body.data.widget)).toEqual(WIDGET_KEYS);
  expect(body.data.widget).toMatchObject({ ...DOCUMENTED, is_active: true, site_key: expect.stringMatching(/^widget-.{16,}/) });
});

test("the list has widgets, stats and pagination", async () => {
  const account = await makeAccount(core);
  await startChat(account);
  const { body } = await call("GET /widgets?page=1&limit=10", { token: account.token });
  expect(Object.keys(body.data)).toEqual(["widgets", "stats", "pagination"]);
  expect(Object.keys(body.data.stats)).toEqual(STATS_KEYS);
  expect(body.data.stats).toMatchObject({
    total_widgets: 1,
    total_chats: 1,
    total_messages: 2,
    average_response_time: "0 min",
    customer_satisfaction: 0,
  });
  expect(body.data.pagination).toEqual({ page: 1, limit: 10, total: 1 });
  const overview = await call("GET /widgets/stats/overview", { token: account.token });
  expect(overview.body).toEqual({ success: true, data: { stats: body.data.stats } });
});

test("a page that is none is a validation error", async () => {
  const { token } = await makeAccount(core);
  const { status, body } = await call("GET /widgets?page=0&limit=1000", { token });
  expect(status).toBe(400);
  expect(body.errors).toBe("Page must be at least 1, Limit must be at most 100");
});

test("a widget is read, changed in part, and deleted", async () => {
  const { token, widget } = await makeAccount(core);
  const path = `/widgets/${widget.siteKey}`;
  expect((await call(`GET ${path}`, { token })).body.data.widget.business_name).toBe(widget.businessName);
  const changed = await call(`PUT ${path}`, { token, body: { widget_title: "Updated Chat Title", is_active: false } });
  expect(changed.body).toMatchObject({
    message: "Widget updated successfully",
    data: { widget: { widget_title: "Updated Chat Title", is_active: false, business_name: widget.businessName } },
  });
  expect((await call(`DELETE ${path}`, { token })).body).toEqual({ success: true, message: "Widget deleted successfully" });
  expect((await call(`GET ${path}`, { token })).status).toBe(404);
});

test("an update without a known key, or of another kind than an object, is refused", async () => {
  const { token, widget } = await makeAccount(core);
  for (const body of [{}, { color: "red" }, { siteKey: "widget-other" }, [], "text", "[1]", '"text"', "null", "{"]) {
    const answer = await call(`PUT /widgets/${widget.siteKey}`, { token, body });
    expect(answer).toMatchObject({ status: 400, body: { success: false, message: "Validation error", errors: expect.any(String) } });
  }
});

test("another account's widget is forbidden, an unknown one is not found", async () => {
  const { token } = await makeAccount(core);
  const { widget } = await makeAccount(core);
  for (const method of ["GET", "PUT", "DELETE"]) {
    const body = method === "PUT" ? { widget_title: "Mine now" } : undefined;
    expect((await call(`${method} /widgets/${widget.siteKey}`, { token, body })).status).toBe(403);
    expect(await call(`${method} /widgets/invalid-key`, { token, body })).toMatchObject({
      status: 404,
      body: { success: false, message: "Widget not found for site key: invalid-key" },
    });
  }
  expect((await call(`GET /widgets/${widget.siteKey}/queue-stats`, { token })).status).toBe(403);
});

test("an agent's token is refused on the admin's routes", async () => {
  const account = await makeAccount(core);
  const token = await agentToken(await makeAgent(account));
  for (const path of ["/widgets", "/widgets/stats/overview", `/widgets/${account.widget.siteKey}`, "/agents"]) {
    expect((await call(`GET ${path}`, { token })).status).toBe(403);
  }
});

test("the public configuration is a bare object, and revalidated by its tag", async () => {
  const { widget, token } = await makeAccount(core);
  const path = `GET /widgets/${widget.siteKey}/config`;
  const { body, headers } = await call(path);
  expect(Object.keys(body)).toEqual([
    "businessName",
    "widgetTitle",
    "welcomeMessage",
    "primaryColor",
    "secondaryColor",
    "position",
    "enablePrechatForm",
    "prechatFields",
  ]);
  const tag = { "If-None-Match": headers.get("etag") ?? "" };
  expect((await call(path, { headers: tag })).status).toBe(304);
  await call(`PUT /widgets/${widget.siteKey}`, { token, body: { widget_title: "Another" } });
  expect((await call(path, { headers: tag })).body.widgetTitle).toBe("Another");
});

test("a paused widget has no public configuration", async () => {
  const { widget, token } = await makeAccount(core);
  await call(`PUT /widgets/${widget.siteKey}`, { token, body: { is_active: false } });
  const { status, body } = await call(`GET /widgets/${widget.siteKey}/config`);
  expect(status).toBe(404);
  expect(body.message).toBe(`Widget not found for site key: ${widget.siteKey}`);
});
