import { afterAll, describe, expect, test } from "bun:test";
import { closeTestCores, makeAccount, testCore } from "../../testing";
import { createWidget, listWidgets, showWidget } from "..";

afterAll(closeTestCores);

const core = await testCore();
const account = await makeAccount(core);
const field = (name: string) => ({ name, label: "Your name", type: "text", required: true });

describe("creating a widget", () => {
  test("only a business name is needed: the rest are the documented defaults", async () => {
    const widget = await createWidget(account.admin, { businessName: "Acme" });
    expect(widget).toEqual({
      id: expect.any(Number),
      siteKey: expect.stringMatching(/^widget-[A-Za-z0-9]{17,}$/),
      businessName: "Acme",
      widgetTitle: "Chat with us",
      welcomeMessage: "Hello! How can we help you today?",
      primaryColor: "#007bff",
      secondaryColor: "#6c757d",
      position: "bottom-right",
      enablePrechatForm: false,
      prechatFields: [],
      isActive: true,
      allowedDomains: [],
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
    });
    expect(Math.abs(Date.now() - Date.parse(widget.createdAt))).toBeLessThan(60_000);
  });

  test("everything given is kept", async () => {
    const given = {
      businessName: "Çiçek & Söhne 🌷",
      widgetTitle: "مرحبا",
      welcomeMessage: "",
      primaryColor: "#FF6b6b",
      secondaryColor: "#4ecdc4",
      position: "top-left",
      enablePrechatForm: true,
      prechatFields: [field("name"), { name: "topic", label: "Topic", type: "select", required: false, options: ["Order", "Else"] }],
    };
    const widget = await createWidget(account.admin, given);
    expect(widget).toMatchObject(given);
    expect(await showWidget(account.admin, { siteKey: widget.siteKey })).toEqual(widget);
  });

  test("the same input twice makes two widgets", async () => {
    const [one, two] = await Promise.all([1, 2].map(() => createWidget(account.admin, { businessName: "Twin" })));
    expect(one?.siteKey).not.toBe(two?.siteKey);
  });
});

describe("bad input", () => {
  const bad: [string, Record<string, unknown>, Record<string, string>][] = [
    ["no business name", { businessName: undefined }, { businessName: "Business name is required" }],
    ["a blank business name", { businessName: "   " }, { businessName: "Business name is required" }],
    ["a number for a name", { businessName: 7 }, { businessName: "Business name must be text" }],
    ["half a character", { businessName: "a\ud83d" }, { businessName: "Business name contains invalid characters" }],
    ["a long title", { widgetTitle: "t".repeat(256) }, { widgetTitle: "Widget title must be at most 255 characters" }],
    ["a long welcome", { welcomeMessage: "w".repeat(2001) }, { welcomeMessage: "Welcome message must be at most 2000 characters" }],
    ["a color by name", { primaryColor: "red" }, { primaryColor: "Primary color must look like #1a2b3c" }],
    ["a style in a color", { secondaryColor: "#fff;x:url(//e)" }, { secondaryColor: "Secondary color must look like #1a2b3c" }],
    ["an unknown position", { position: "center" }, { position: "Position must be one of bottom-right, bottom-left, top-right, top-left" }],
    ["yes for a flag", { enablePrechatForm: "yes" }, { enablePrechatForm: "Enable prechat form must be true or false" }],
    ["an object for fields", { prechatFields: {} }, { prechatFields: "Prechat fields must be a list" }],
    ["two fields of a name", { prechatFields: [field("a"), field("a")] }, { prechatFields: "Prechat field names must be unique" }],
    [
      "21 fields",
      { prechatFields: Array.from({ length: 21 }, (_, index) => field(`f${index}`)) },
      { prechatFields: "Prechat fields must be at most 20" },
    ],
    [
      "a field named like markup",
      { prechatFields: [field("<b>")] },
      { "prechatFields.0.name": "Field name must start with a letter and hold letters, digits, - and _" },
    ],
    [
      "an unknown type",
      { prechatFields: [{ ...field("a"), type: "file" }] },
      { "prechatFields.0.type": "Field type must be one of text, email, tel, number, select, textarea, checkbox" },
    ],
  ];
  test.each(bad)("%s is refused by name", async (_what, change, fields) => {
    await expect(createWidget(account.admin, { businessName: "Acme", ...change })).rejects.toMatchObject({
      reason: "INPUT_INVALID",
      fields,
    });
  });

  test("every bad field is named at once, and nothing is made", async () => {
    const own = await makeAccount(core);
    await expect(createWidget(own.admin, { primaryColor: "red", position: "center" })).rejects.toMatchObject({
      fields: { businessName: expect.any(String), primaryColor: expect.any(String), position: expect.any(String) },
    });
    expect((await listWidgets(own.admin, {})).pagination.total).toBe(1);
  });

  test("20 fields are allowed", async () => {
    const prechatFields = Array.from({ length: 20 }, (_, index) => field(`f${index}`));
    expect((await createWidget(account.admin, { businessName: "Acme", prechatFields })).prechatFields).toHaveLength(20);
  });
});
