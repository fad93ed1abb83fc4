import type { Bus } from "../bus";
import { hashSecret } from "../crypto";
import type { Log } from "../deps";
import type { SharedBus } from "./redis-bus";

/** Joins a process's own bus with those of others. */
export type JoinBus = (local: Bus) => SharedBus;

interface BusSettings {
  redisUrl: string | null;
  /** Shared by all processes of one installation, and by no other. */
  tokenSecret: Uint8Array;
  log: Log;
}

/** The bus that the settings ask for. One process alone loads nothing of Redis. */
export async function openBus({ redisUrl, tokenSecret, log }: BusSettings): Promise<JoinBus | undefined> {
  if (redisUrl === null) return undefined;
  const { createRedisBus } = await import("./redis-bus");
  const channel = channelOf(redisUrl, tokenSecret);
  return (local) => createRedisBus({ local, url: redisUrl, channel, log });
}

/**
 * Redis's channels know no database numbers, and accounts of two installations have the same numbers: each has a
 * channel of its own, which tells nothing of the secret. The version is the wire's.
 */
export function channelOf(redisUrl: string, tokenSecret: Uint8Array): string {
  const database = new URL(redisUrl).pathname.slice(1) || "0";
  const installation = hashSecret(`events:${Buffer.from(tokenSecret).toString("base64")}`).slice(0, 32);
  return `chat-widget-generator:events:1:${database}:${installation}`;
}
