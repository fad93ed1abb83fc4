import type { Log } from "@chat/api/core";
import { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { createMemoryLimitStore, type LimitStore, takeFrom } from "./limits-store";

/** Other products may keep their keys in the same Redis. */
const PREFIX = "chat-widget-generator:limits";

/** A request waits no longer for its count. A Redis that answers nothing is left, and tried again. */
const COMMAND_TIMEOUT_MS = 500;
const SILENCE_TIMEOUT_MS = 1000;
const CONNECT_TIMEOUT_MS = 2000;
const RETRY_STEP_MS = 50;
const RETRY_MAX_MS = 1000;

/**
 * The library's own script, which gives nothing back that was not taken: otherwise what is given back after a window's end
 * would be one more try in the next.
 */
const COUNT = `
local change = tonumber(ARGV[1])
if change < 0 and tonumber(redis.call('get', KEYS[1]) or '0') < -change then return {0, 0} end
redis.call('set', KEYS[1], 0, 'EX', ARGV[2], 'NX')
return {redis.call('incrby', KEYS[1], change), redis.call('pttl', KEYS[1])}
`;

/**
 * Counts in Redis, for all processes that use it. While it is down each counts in its own memory, from nothing: requests
 * are served, and no limit is lifted. Resolves when Redis was reached, or was not.
 */
export async function openRedisLimitStore(url: string, log: Log): Promise<LimitStore> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    // Sent twice is counted twice.
    autoResendUnfulfilledCommands: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(times * RETRY_STEP_MS, RETRY_MAX_MS),
  });
  const memory = createMemoryLimitStore();
  const outage = createOutage(log);
  redis.on("error", outage.begin);
  redis.on("ready", outage.end);
  await redis.connect().catch(outage.begin);

  /** The library's insurance would tell nobody, and count in a memory without bounds. */
  async function either<T>(inRedis: () => Promise<T>, inMemory: () => Promise<T>): Promise<T> {
    try {
      const result = await inRedis();
      outage.end();
      return result;
    } catch (error) {
      outage.begin(error);
      return inMemory();
    }
  }

  return {
    limiter(options) {
      const { name, limit, windowSeconds } = options;
      const own = memory.limiter(options);
      const shared = new RateLimiterRedis({
        storeClient: redis,
        keyPrefix: `${PREFIX}:${name}`,
        points: limit,
        duration: windowSeconds,
        rejectIfRedisNotReady: true,
        customIncrTtlLuaScript: COUNT,
      });
      return {
        limit,
        windowSeconds,
        take: (key) =>
          either(
            () => takeFrom(shared, key),
            () => own.take(key),
          ),
        giveBack: (key) =>
          either(
            async () => void (await shared.reward(key)),
            () => own.giveBack(key),
          ),
      };
    },
    close() {
      outage.tellNoMore();
      redis.disconnect();
    },
  };
}

/** One line when Redis fails, however often it is asked, and one when it is back. */
function createOutage(log: Log) {
  let isDown = false;
  let isTold = true;
  return {
    begin(error: unknown) {
      if (!isDown && isTold) {
        log("warn", "Redis cannot be used: this process counts requests in its own memory until it can", { error, ...refusalOf(error) });
      }
      isDown = true;
    },
    end() {
      if (isDown && isTold) log("info", "Redis is back: requests are counted for all processes again");
      isDown = false;
    },
    tellNoMore() {
      isTold = false;
    },
  };
}

/** Redis's own word, as WRONGPASS or OOM, without the sentence after it. */
function refusalOf(error: unknown): { refusal?: string } {
  const word = error instanceof Error && error.name === "ReplyError" ? /^[A-Z]+\b/.exec(error.message) : null;
  return word ? { refusal: word[0] } : {};
}
