import type { Settings } from "@chat/api/settings";

/** Where the server stands, and whose pages may call it. */
export type SiteSettings = Pick<Settings, "environment" | "publicUrl" | "corsOrigins">;

/** What this adapter must know of the process's settings. */
export type RestSettings = SiteSettings & LimitSettings;

export type LimitSettings = Pick<Settings, "rateLimitMax" | "rateLimitWindowMinutes" | "authRateLimitMax" | "publicRateLimitMax">;
