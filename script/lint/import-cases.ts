const BY_NAME = "Import another package by its name";
const NO_DRIVER = "Only packages/db imports";
const NO_OSLO = "Only packages/api/src/core/crypto.ts imports oslo";
const CORE = "The core knows no transport";
const TYPES_ALONE = "Apps take only types from @chat/api";
const APPS = "Apps see the server through its types";

/** Where it stands, what it says, and the rule that must refuse it. */
export const FORBIDDEN: readonly (readonly [place: string, code: string, rule: string])[] = [
  ["packages/agent/src", 'export { acceptChat } from "../../api/src/core";', BY_NAME],
  ["packages/agent/src/state", 'import "../../../api/src";', BY_NAME],
  ["packages/admin/src", 'export const load = () => import("../../api/src/core");', BY_NAME],
  ["packages/admin/src", 'import type { Core } from "../../api/src/core";\nexport type C = Core;', BY_NAME],
  ["packages/widget/src", 'export * from "../../db/src";', BY_NAME],
  ["packages/api/src/trpc/routers", 'export { findSession } from "../../../../db/src";', BY_NAME],
  ["packages/api/src/core", 'export { createRestApp } from "../../../rest-adapter/src";', BY_NAME],
  ["packages/api/src/core", 'export const load = () => require("../../../rest-adapter/src");', BY_NAME],
  ["packages/api/src", 'export { db } from "../../../packages/db";', BY_NAME],
  ["packages/rest-adapter/src/http", 'export { appRouter } from "../../../api/src/trpc";', BY_NAME],
  ["packages/db/src", 'export { acceptChat } from "../../api/src/core";', BY_NAME],

  ["packages/db/src/queries", 'export { acceptChat } from "@chat/api/core";', "The database knows no other package"],
  ["packages/db/src/queries", 'export { LIMITS } from "@chat/api/contract";', "The database knows no other package"],
  ["packages/db/src", 'export * from "oslo/jwt";', NO_OSLO],

  ["packages/api/src/core", 'export { readSettings } from "../settings";', "it reads no settings"],
  ["packages/api/src/core/session", 'export { readSettings } from "../../settings";', "it reads no settings"],
  ["packages/api/src/core/session", 'export { readSettings } from "@chat/api/settings";', "it reads no settings"],
  ["packages/api/src/core", 'export { createRestApp } from "@chat/rest-adapter";', CORE],
  ["packages/api/src/core", 'export { appRouter } from "../trpc";', CORE],
  ["packages/api/src/core/session/moves", 'export { appRouter } from "../../../trpc/app-router";', CORE],
  ["packages/api/src/core", 'export { Hono } from "hono";', CORE],
  ["packages/api/src/core", 'export const load = () => import("hono");', CORE],
  ["packages/api/src/core", 'export { initTRPC } from "@trpc/server";', CORE],
  ["packages/api/src/core", 'export { eq } from "drizzle-orm";', NO_DRIVER],
  ["packages/api/src/core/session", 'export * from "oslo/jwt";', NO_OSLO],

  ["packages/api/src/contract", 'export { acceptChat } from "../core";', "The contract is browser-safe"],
  ["packages/api/src/contract", 'export { readFile } from "node:fs";', "The contract is browser-safe"],

  ["packages/api/src/trpc", 'export { findSession } from "@chat/db";', "tRPC translates"],
  ["packages/api/src/trpc", 'export { Hono } from "hono";', "tRPC translates"],

  ["packages/rest-adapter/src", 'export { findSession } from "@chat/db";', "The REST adapter translates"],
  ["packages/rest-adapter/src", 'export { appRouter } from "@chat/api/trpc";', "The REST adapter translates"],
  ["packages/rest-adapter/src", 'export { sql } from "drizzle-orm";', NO_DRIVER],

  ["packages/admin/src", 'import { acceptChat } from "@chat/api";\nexport const x = acceptChat;', TYPES_ALONE],
  ["packages/agent/src", 'export { acceptChat } from "@chat/api/core";', APPS],
  ["packages/ui/src", 'export { findSession } from "@chat/db";', APPS],
  ["packages/widget/src", 'export { z } from "zod";', "The widget has no dependency"],
  ["packages/widget/src", 'import { LIMITS } from "@chat/api/contract";\nexport const x = LIMITS;', "The widget takes only types"],
];

/** What a rule that is written too wide would refuse. */
export const WELCOME: readonly (readonly [place: string, code: string])[] = [
  ["packages/api/src/core/session", 'export { eventOf } from "../../contract";'],
  ["packages/api/src/core", 'export { findSession } from "@chat/db";'],
  ["packages/api/src/trpc", 'export { acceptChat } from "../core";'],
  ["packages/rest-adapter/src/http", 'export { acceptChat } from "@chat/api/core";'],
  ["packages/agent/src", 'import type { AppRouter } from "@chat/api";\nexport type A = AppRouter;'],
  ["packages/agent/src/state", 'export { LIMITS } from "@chat/api/contract";'],
  ["packages/widget/src/panel", 'export { text } from "../dom";'],
  ["packages/db/src/queries", 'export { eq } from "drizzle-orm";'],
];
