import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, newSessionId, startChat, testCore } from "../../testing";
import {
  ANONYMOUS,
  createContext,
  createWidget,
  escalate,
  joinSession,
  mayUseWidget,
  sendVisitorMessage,
  setVisitorTyping,
  showQueuePlace,
  showWidget,
  showWidgetConfig,
  updateWidget,
} from "..";
import { isOnDomain } from "./websites";

afterAll(closeTestCores);

const core = await testCore();
const from = (website: string | null) => createContext(core.deps, ANONYMOUS, null, { address: null, website });
const REFUSED = { reason: "WEBSITE_NOT_ALLOWED", message: "This website may not use this widget" };

describe("a website is on a domain", () => {
  test.each([
    ["https://example.com", "example.com"],
    ["http://example.com:8080", "example.com"],
    ["https://EXAMPLE.com", "example.com"],
    ["https://www.example.com", "*.example.com"],
    ["https://a.b.example.com", "*.example.com"],
    ["http://localhost:3000", "localhost"],
    ["http://192.0.2.1", "192.0.2.1"],
    ["http://[2001:db8::1]:3000", "[2001:db8::1]"],
    ["https://bücher.example", "xn--bcher-kva.example"],
  ])("%s on %s", (website, domain) => expect(isOnDomain(website, [domain])).toBe(true));

  test.each([
    ["https://www.example.com", "example.com"],
    ["https://example.com", "*.example.com"],
    ["https://evilexample.com", "*.example.com"],
    ["https://evilexample.com", "example.com"],
    ["https://example.com.evil.example", "example.com"],
    ["https://evil.example/example.com", "example.com"],
    ["https://example.com@evil.example", "example.com"],
    ["null", "example.com"],
    ["", "example.com"],
    ["file://", "*.example.com"],
    ["example.com", "example.com"],
  ])("%s not on %s", (website, domain) => expect(isOnDomain(website, [domain])).toBe(false));
});

describe("allowed domains", () => {
  test("are none at first, are kept in lower case and once each, and can be taken away", async () => {
    const { admin } = await makeAccount(core);
    const widget = await createWidget(admin, { businessName: "Acme", allowedDomains: [" Example.com", "*.example.COM", "example.com"] });
    expect(widget.allowedDomains).toEqual(["example.com", "*.example.com"]);
    expect((await updateWidget(admin, { siteKey: widget.siteKey, widgetTitle: "Ask" })).allowedDomains).toHaveLength(2);
    await updateWidget(admin, { siteKey: widget.siteKey, allowedDomains: [] });
    expect((await showWidget(admin, { siteKey: widget.siteKey })).allowedDomains).toEqual([]);
  });

  test.each([
    "https://example.com",
    "example.com/path",
    "example.com:8080",
    "*",
    "*.",
    "a.*.com",
    "**.example.com",
    "-a.com",
    "a..com",
    "two words.com",
    "bücher.example",
    "\ud800.com",
    "a\u0000.com",
    "a.com\nb.com",
    "x".repeat(254),
  ])("%j is none", async (domain) => {
    const { admin, widget } = await makeAccount(core);
    const refused = updateWidget(admin, { siteKey: widget.siteKey, allowedDomains: ["example.com", domain] });
    await expect(refused).rejects.toMatchObject({
      reason: "INPUT_INVALID",
      fields: { "allowedDomains.1": expect.stringMatching(/^Allowed domain /) },
    });
    expect((await showWidget(admin, { siteKey: widget.siteKey })).allowedDomains).toEqual([]);
  });

  test("are a list of at most 50", async () => {
    const { admin, widget } = await makeAccount(core);
    const many = Array.from({ length: 51 }, (_, index) => `shop${index}.example`);
    for (const [allowedDomains, message] of [
      [many, "Allowed domains must be at most 50"],
      ["example.com", "Allowed domains must be a list"],
      [null, "Allowed domains must be a list"],
    ] as const) {
      await expect(updateWidget(admin, { siteKey: widget.siteKey, allowedDomains })).rejects.toMatchObject({
        fields: { allowedDomains: message },
      });
    }
    expect((await updateWidget(admin, { siteKey: widget.siteKey, allowedDomains: many.slice(1) })).allowedDomains).toHaveLength(50);
  });
});

describe("a widget with allowed domains", () => {
  const limited = async () => {
    const account = await makeAccount(core);
    const { siteKey } = account.widget;
    const chat = await startChat(account);
    await updateWidget(account.admin, { siteKey, allowedDomains: ["shop.example"] });
    return { account, siteKey, chat };
  };

  test("is refused to every other website in everything a visitor does, and leaves no session there", async () => {
    const { siteKey, chat } = await limited();
    const foreign = from("https://evil.example");
    const fresh = { siteKey, sessionId: newSessionId() };
    for (const attempt of [
      () => showWidgetConfig(foreign, { siteKey }),
      () => joinSession(foreign, fresh),
      () => sendVisitorMessage(foreign, { ...fresh, text: "Hi" }),
      () => joinSession(foreign, chat),
      () => sendVisitorMessage(foreign, { ...chat, text: "Hi" }),
      () => setVisitorTyping(foreign, { ...chat, isTyping: true }),
      () => escalate(foreign, chat),
      () => showQueuePlace(foreign, chat),
      () => showQueuePlace(foreign, fresh),
    ]) {
      await expect(attempt()).rejects.toMatchObject(REFUSED);
    }
    expect(await mayUseWidget(foreign, { siteKey })).toBe(false);
    await expect(showQueuePlace(from(null), fresh)).rejects.toMatchObject({ reason: "SESSION_UNKNOWN" });
  });

  test("serves its own website, and whatever is no browser", async () => {
    const { siteKey, chat } = await limited();
    for (const visitor of [from("https://shop.example"), from("http://shop.example:8080"), from(null)]) {
      expect((await showWidgetConfig(visitor, { siteKey })).businessName).toBe("Test shop");
      expect((await joinSession(visitor, chat)).messages.length).toBeGreaterThan(0);
      expect(await mayUseWidget(visitor, { siteKey })).toBe(true);
    }
    expect(await mayUseWidget(from("https://evil.example"), { siteKey: "widget-none" })).toBe(true);
  });

  test("lets the assistant hand over a chat from its own website", async () => {
    const { siteKey, account } = await limited();
    const chat = { siteKey, sessionId: newSessionId() };
    await sendVisitorMessage(from("https://shop.example"), { ...chat, text: "I want to talk to a human" });
    await core.deps.background.idle();
    expect((await showQueuePlace(account.visitor, chat)).position).toBe(1);
  });
});
