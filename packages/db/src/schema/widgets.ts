import { sql } from "drizzle-orm";
import { boolean, index, int, json, mysqlEnum, mysqlTable, text, varchar } from "drizzle-orm/mysql-core";
import { users } from "./accounts";
import { createdAt, exactKey, updatedAt } from "./columns";

export interface PrechatFieldRow {
  name: string;
  label: string;
  type: "text" | "email" | "tel" | "number" | "select" | "textarea" | "checkbox";
  required: boolean;
  options?: string[] | undefined;
}

export interface WidgetTextsRow {
  widgetTitle?: string | undefined;
  welcomeMessage?: string | undefined;
  consentText?: string | undefined;
}

export const widgetConfigs = mysqlTable(
  "widget_configs",
  {
    id: int("id").autoincrement().primaryKey(),
    userId: int("user_id").references(() => users.id, { onDelete: "cascade" }),
    siteKey: exactKey("site_key", { length: 255 }).notNull().unique("widget_configs_site_key_unique"),
    businessName: varchar("business_name", { length: 255 }).notNull(),
    widgetTitle: varchar("widget_title", { length: 255 }).default("Chat with us"),
    // MySQL takes a default on TEXT only as an expression.
    welcomeMessage: text("welcome_message").default(sql`('Hello! How can we help you today?')`),
    primaryColor: varchar("primary_color", { length: 7 }).default("#007bff"),
    secondaryColor: varchar("secondary_color", { length: 7 }).default("#6c757d"),
    position: mysqlEnum("position", ["bottom-right", "bottom-left", "top-right", "top-left"]).default("bottom-right"),
    enablePrechatForm: boolean("enable_prechat_form").default(false),
    prechatFields: json("prechat_fields").$type<PrechatFieldRow[]>(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    isActive: boolean("is_active").default(true),
    /** Websites that may use the widget; NULL, as an empty list, is any. */
    allowedDomains: json("allowed_domains").$type<string[]>(),
    /** What visitors agree to before a chat; NULL, as an empty text, is nothing. */
    consentText: text("consent_text"),
    /** In place of the texts above, by language. */
    texts: json("texts").$type<Record<string, WidgetTextsRow>>(),
    /** What the site's server proves its users' ids with: as it is, since hashes are made with it. NULL until it is asked for. */
    identitySecret: exactKey("identity_secret", { length: 64 }),
  },
  (table) => [index("widget_configs_user").on(table.userId, table.id)],
);

/** What the built-in assistant of an account answers from. */
export const knowledgePairs = mysqlTable(
  "knowledge_pairs",
  {
    id: int("id").autoincrement().primaryKey(),
    userId: int("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    question: varchar("question", { length: 500 }).notNull(),
    answer: text("answer").notNull(),
    createdAt: createdAt().notNull(),
    updatedAt: updatedAt().notNull(),
  },
  (table) => [index("knowledge_pairs_user").on(table.userId, table.id)],
);
