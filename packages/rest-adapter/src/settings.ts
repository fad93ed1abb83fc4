import type { Settings } from "@chat/api/settings";

/** What this adapter must know of the process's settings. */
export type RestSettings = Pick<Settings, "environment" | "publicUrl" | "corsOrigins">;
