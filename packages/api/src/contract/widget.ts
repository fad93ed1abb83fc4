import { z } from "zod";
import { flag, Instant, Pagination, requiredAs, text } from "./fields";
import { LIMITS } from "./limits";
import { TextsByLanguage } from "./widget-texts";

export const WIDGET_POSITIONS = ["bottom-right", "bottom-left", "top-right", "top-left"] as const;
export const PRECHAT_TYPES = ["text", "email", "tel", "number", "select", "textarea", "checkbox"] as const;

/** The defaults of the documented `widget_configs` table. */
export const WIDGET_DEFAULTS = {
  widgetTitle: "Chat with us",
  welcomeMessage: "Hello! How can we help you today?",
  primaryColor: "#007bff",
  secondaryColor: "#6c757d",
  position: "bottom-right",
} as const;

/** Public id of a widget. Not a secret: it stands in the page of the customer's website. */
export const SiteKey = z.string({ error: requiredAs("Site key", "text") }).regex(/^[A-Za-z0-9_-]{1,128}$/, "Site key is invalid");

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
/** Names as browsers send them: other scripts than Latin are in Punycode there. */
const DOMAIN = new RegExp(`^(?:(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*|\\[[0-9a-f:.]+\\])$`);

const color = (label: string) => z.string(`${label} is required`).regex(/^#[0-9a-fA-F]{6}$/, `${label} must look like #1a2b3c`);

export const PrechatField = z.object({
  name: z
    .string("Field name is required")
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, "Field name must start with a letter and hold letters, digits, - and _"),
  label: text("Field label", 1, LIMITS.nameMaxChars),
  type: z.enum(PRECHAT_TYPES, `Field type must be one of ${PRECHAT_TYPES.join(", ")}`),
  required: flag("Field required").default(false),
  /** Choices of a `select`. One without any is asked as a text. */
  options: z
    .array(text("Field option", 1, LIMITS.nameMaxChars))
    .max(LIMITS.prechatOptionsMax, `A field has at most ${LIMITS.prechatOptionsMax} options`)
    .optional(),
});
export type PrechatField = z.infer<typeof PrechatField>;

const prechatFields = z
  .array(PrechatField, "Prechat fields must be a list")
  .max(LIMITS.prechatFieldsMax, `Prechat fields must be at most ${LIMITS.prechatFieldsMax}`)
  .refine((fields) => new Set(fields.map((field) => field.name)).size === fields.length, "Prechat field names must be unique");

/** `example.com` or, for every name below it, `*.example.com`; also `localhost` and addresses. Neither scheme nor port. */
export const AllowedDomain = text("Allowed domain", 1, LIMITS.domainMaxChars)
  .toLowerCase()
  .regex(DOMAIN, "Allowed domain must look like example.com or *.example.com");

const allowedDomains = z
  .array(AllowedDomain, "Allowed domains must be a list")
  .max(LIMITS.allowedDomainsMax, `Allowed domains must be at most ${LIMITS.allowedDomainsMax}`)
  .overwrite((domains) => [...new Set(domains)]);

const consentText = text("Consent text", 0, LIMITS.consentTextMaxChars);

const settings = {
  businessName: text("Business name", 1, LIMITS.nameMaxChars),
  widgetTitle: text("Widget title", 1, LIMITS.nameMaxChars),
  welcomeMessage: text("Welcome message", 0, LIMITS.welcomeMessageMaxChars),
  primaryColor: color("Primary color"),
  secondaryColor: color("Secondary color"),
  position: z.enum(WIDGET_POSITIONS, `Position must be one of ${WIDGET_POSITIONS.join(", ")}`),
  enablePrechatForm: flag("Enable prechat form"),
  prechatFields,
};

export const CreateWidgetInput = z.object({
  businessName: settings.businessName,
  widgetTitle: settings.widgetTitle.default(WIDGET_DEFAULTS.widgetTitle),
  welcomeMessage: settings.welcomeMessage.default(WIDGET_DEFAULTS.welcomeMessage),
  primaryColor: settings.primaryColor.default(WIDGET_DEFAULTS.primaryColor),
  secondaryColor: settings.secondaryColor.default(WIDGET_DEFAULTS.secondaryColor),
  position: settings.position.default(WIDGET_DEFAULTS.position),
  enablePrechatForm: settings.enablePrechatForm.default(false),
  prechatFields: settings.prechatFields.default([]),
  allowedDomains: allowedDomains.default([]),
  consentText: consentText.default(""),
  texts: TextsByLanguage.default({}),
});

const WidgetPatch = z.object({ ...settings, isActive: flag("Active"), allowedDomains, consentText, texts: TextsByLanguage }).partial();

export const UpdateWidgetInput = WidgetPatch.extend({ siteKey: SiteKey }).refine(
  ({ siteKey: _siteKey, ...patch }) => Object.values(patch).some((value) => value !== undefined),
  "Nothing to update",
);

export const WidgetRef = z.object({ siteKey: SiteKey });

/** What the widget needs to draw itself: the documented public configuration, key for key, and what was added to it where it is set. */
export const WidgetConfig = z.object({
  ...settings,
  /** What visitors agree to before a chat. Absent: nothing. */
  consentText: consentText.optional(),
  /** In place of title, welcome and consent, by language. Absent: none. */
  texts: TextsByLanguage.optional(),
});
export type WidgetConfig = z.infer<typeof WidgetConfig>;

export const Widget = WidgetConfig.extend({
  id: z.number(),
  siteKey: z.string(),
  isActive: z.boolean(),
  createdAt: Instant,
  /** Websites that may use the widget. Empty: any. Not part of the documented REST objects. */
  allowedDomains: z.array(z.string()),
});
export type Widget = z.infer<typeof Widget>;

export const WidgetPage = z.object({ widgets: z.array(Widget), pagination: Pagination });
export type WidgetPage = z.infer<typeof WidgetPage>;

/** What the site's server makes its users' hashes with. */
export const IdentitySecret = z.object({ secret: z.string() });
export type IdentitySecret = z.infer<typeof IdentitySecret>;

/** How many chats went with a deleted widget. */
export const DeletedWidget = z.object({ deletedSessions: z.number() });
