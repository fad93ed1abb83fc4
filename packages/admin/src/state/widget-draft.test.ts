import { expect, test } from "bun:test";
import { CreateWidgetInput, WidgetConfig } from "@chat/api/contract";
import { configOf, draftOf, newDraft, newField, optionsOf, previewOf, requireOptions, type WidgetSettings } from "./widget-draft";

test("a saved configuration comes back unchanged", () => {
  const config: WidgetSettings = {
    businessName: "Lamp shop",
    widgetTitle: "Ask us",
    welcomeMessage: "",
    primaryColor: "#112233",
    secondaryColor: "#445566",
    position: "top-left",
    enablePrechatForm: true,
    prechatFields: [
      { name: "email", label: "Email", type: "email", required: true },
      { name: "topic", label: "Topic", type: "select", required: false, options: ["Sales", "Support"] },
    ],
    consentText: "We keep your chat for a year.",
    texts: { de: { widgetTitle: "Fragen?", welcomeMessage: "Hallo!", consentText: "Ja?" } },
    allowedDomains: ["example.com", "*.example.com"],
  };
  expect(configOf(draftOf(config))).toEqual(config);
});

test("options are one a line, without blanks and repeats", () => {
  expect(optionsOf(" Sales \n\nSupport\nSales\n")).toEqual(["Sales", "Support"]);
});

test("a new draft lacks only the business name", () => {
  const parsed = CreateWidgetInput.safeParse(configOf(newDraft()));
  expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual(["businessName"]);
});

test("the preview of a half filled form is always a configuration that can be drawn", () => {
  const draft = { ...newDraft(), primaryColor: "#12", widgetTitle: " ", prechatFields: [newField([])] };
  expect(WidgetConfig.safeParse(previewOf(draft)).success).toBe(true);
});

test("an admin is told of a select without options", () => {
  const draft = {
    ...newDraft(),
    businessName: "Acme",
    prechatFields: [{ ...newField([]), label: "Topic", name: "topic", type: "select" as const }],
  };
  const check = (optionsText: string) =>
    CreateWidgetInput.superRefine(requireOptions).safeParse(
      configOf({ ...draft, prechatFields: draft.prechatFields.map((field) => ({ ...field, optionsText })) }),
    );
  expect(check("").error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
    ["prechatFields.0", "A select field needs options"],
  ]);
  expect(check("Sales").success).toBe(true);
});
