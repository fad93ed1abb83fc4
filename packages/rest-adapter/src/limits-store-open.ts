import type { Log } from "@chat/api/core";
import type { Settings } from "@chat/api/settings";
import { createMemoryLimitStore, type LimitStore } from "./limits-store";

/** The store that the settings ask for. One process alone loads nothing of Redis. */
export async function openLimitStore({ redisUrl }: Pick<Settings, "redisUrl">, log: Log): Promise<LimitStore> {
  if (redisUrl === null) return createMemoryLimitStore();
  const { openRedisLimitStore } = await import("./limits-store-redis");
  return openRedisLimitStore(redisUrl, log);
}
