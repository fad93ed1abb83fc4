import { type PrechatField, WIDGET_DEFAULTS, type Widget, type WidgetConfig } from "@chat/api/contract";
import { fieldName } from "./field-name";
import { type TextsDraft, textsDraftOf } from "./languages";

export type FieldDraft = {
  /** Stable while the editor is open, so that a moved row keeps its focus. */
  key: string;
  name: string;
  /** A saved name stays as it is, since earlier chats hold values under it. */
  isNameFixed: boolean;
  label: string;
  type: PrechatField["type"];
  required: boolean;
  /** One option a line. */
  optionsText: string;
};

export type WidgetDraft = Omit<WidgetSettings, "prechatFields" | "consentText" | "texts"> & {
  prechatFields: FieldDraft[];
  consentText: string;
  texts: Record<string, TextsDraft>;
};

/** What an admin decides about a widget: how it looks, and where it may be used. */
export type WidgetSettings = WidgetConfig & Pick<Widget, "allowedDomains">;

export const newDraft = (): WidgetDraft => ({
  ...WIDGET_DEFAULTS,
  businessName: "",
  primaryColor: "#3a54d6",
  enablePrechatForm: false,
  prechatFields: [],
  consentText: "",
  texts: {},
  allowedDomains: [],
});

export const draftOf = (config: WidgetSettings): WidgetDraft => ({
  businessName: config.businessName,
  widgetTitle: config.widgetTitle,
  welcomeMessage: config.welcomeMessage,
  primaryColor: config.primaryColor,
  secondaryColor: config.secondaryColor,
  position: config.position,
  enablePrechatForm: config.enablePrechatForm,
  prechatFields: config.prechatFields.map((field) => ({
    key: field.name,
    name: field.name,
    isNameFixed: true,
    label: field.label,
    type: field.type,
    required: field.required,
    optionsText: (field.options ?? []).join("\n"),
  })),
  consentText: config.consentText ?? "",
  texts: textsDraftOf(config.texts),
  allowedDomains: [...config.allowedDomains],
});

export const newField = (fields: readonly FieldDraft[]): FieldDraft => ({
  key: crypto.randomUUID(),
  name: fieldName(
    "",
    fields.map((field) => field.name),
  ),
  isNameFixed: false,
  label: "",
  type: "text",
  required: false,
  optionsText: "",
});

/** What the contract takes; `type` decides whether options count. */
export const configOf = (draft: WidgetDraft): WidgetSettings => ({ ...draft, prechatFields: draft.prechatFields.map(fieldOf) });

function fieldOf(field: FieldDraft): PrechatField {
  const plain = { name: field.name, label: field.label, type: field.type, required: field.required };
  return field.type === "select" ? { ...plain, options: optionsOf(field.optionsText) } : plain;
}

export const optionsOf = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** Something to look at while the form is half filled in: what the preview draws. */
export const previewOf = (draft: WidgetDraft): WidgetConfig => {
  const { allowedDomains: _domains, texts: _texts, ...config } = configOf(draft);
  const isColor = (value: string) => /^#[0-9a-fA-F]{6}$/.test(value);
  return {
    ...config,
    businessName: config.businessName.trim() || "Your business",
    widgetTitle: config.widgetTitle.trim() || WIDGET_DEFAULTS.widgetTitle,
    primaryColor: isColor(config.primaryColor) ? config.primaryColor : WIDGET_DEFAULTS.primaryColor,
    secondaryColor: isColor(config.secondaryColor) ? config.secondaryColor : WIDGET_DEFAULTS.secondaryColor,
    prechatFields: config.prechatFields.map((field) => ({ ...field, label: field.label.trim() || "New field" })),
  };
};

/** The contract takes a select without options, and the widget then asks for a text: an admin who builds one is told. */
export function requireOptions(
  { prechatFields = [] }: { prechatFields?: PrechatField[] | undefined },
  ctx: { addIssue(issue: { code: "custom"; path: PropertyKey[]; message: string }): void },
): void {
  for (const [index, field] of prechatFields.entries()) {
    if (field.type === "select" && !field.options?.length)
      ctx.addIssue({ code: "custom", path: ["prechatFields", index], message: "A select field needs options" });
  }
}
