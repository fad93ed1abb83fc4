import { afterAll, expect, test } from "bun:test";
import { closeTestCores, makeAccount, testCore } from "@chat/api/testing";
import { createCall } from "../testing";

const core = await testCore();
const call = createCall(core);
afterAll(closeTestCores);

async function widget() {
  const { token, widget } = await makeAccount(core);
  const path = `/widgets/${widget.siteKey}`;
  return {
    token,
    path,
    put: (consent_text: unknown) => call(`PUT ${path}`, { token, body: { consent_text } }),
    config: async () => (await call(`GET ${path}/config`)).body,
  };
}

test("a consent text is in the public configuration while it is set, and only then", async () => {
  const { put, config } = await widget();
  const before = await config();
  expect(before).not.toHaveProperty("consentText");
  expect((await put("  We keep your chat for a year. 🙏\nAgreed?  ")).status).toBe(200);
  expect(await config()).toEqual({ ...before, consentText: "We keep your chat for a year. 🙏\nAgreed?" });
  expect((await put(" ")).status).toBe(200);
  expect(await config()).toEqual(before);
});

test("a thousand characters are taken, and one more is named and changes nothing", async () => {
  const { put, config } = await widget();
  await put("x".repeat(1000));
  expect((await config()).consentText).toHaveLength(1000);
  for (const [value, errors] of [
    ["y".repeat(1001), "Consent text must be at most 1000 characters"],
    [7, "Consent text must be text"],
    ["\ud800", "Consent text contains invalid characters"],
  ]) {
    const answer = await put(value);
    expect([answer.status, answer.body.errors]).toEqual([400, String(errors)]);
  }
  expect((await config()).consentText).toBe("x".repeat(1000));
});

test("a widget is made with one, and the documented widget does not show it", async () => {
  const { token } = await widget();
  const made = await call("POST /widgets", { token, body: { business_name: "Acme", consent_text: "Agreed?" } });
  const { widget: shown } = made.body.data;
  expect(shown).not.toHaveProperty("consent_text");
  expect((await call(`GET /widgets/${shown.site_key}/config`)).body.consentText).toBe("Agreed?");
});

test("no other account sets it", async () => {
  const { path, config } = await widget();
  const { token } = await makeAccount(core);
  expect((await call(`PUT ${path}`, { token, body: { consent_text: "Mine" } })).status).toBe(403);
  expect(await config()).not.toHaveProperty("consentText");
});
