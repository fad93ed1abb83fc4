import { Redis, type RedisOptions } from "ioredis";
import type { BusNumbers } from "./defaults";

interface Link {
  url: string;
  channel: string;
  numbers: BusNumbers;
  onMessage(text: string): void;
  /** From here on everything that is said on the channel is heard, until `onInterrupted`. */
  onSubscribed(): void;
  onInterrupted(): void;
  onSendable(): void;
  onFailure(error: unknown): void;
}

/** Two connections to one channel of Redis, one to speak and one to listen, kept open for as long as the process runs. */
export function createRedisLink({ url, channel, numbers, ...on }: Link) {
  const shared: RedisOptions = {
    enableOfflineQueue: false,
    // What was being sent when the connection broke may have been heard: it fails, and is not said twice.
    autoResendUnfulfilledCommands: false,
    connectTimeout: numbers.connectTimeoutMs,
    disconnectTimeout: numbers.disconnectTimeoutMs,
    retryStrategy: (times) => Math.min(times * numbers.retryStepMs, numbers.retryMaxMs),
  };
  // Without retries what was being sent fails at the moment the connection closes, not at some later try.
  const speaker = new Redis(url, { ...shared, maxRetriesPerRequest: 0 });
  // Subscribed by hand: the library's own way does not say when it is done.
  const listener = new Redis(url, { ...shared, maxRetriesPerRequest: null, autoResubscribe: false });
  let unsent = 0;

  for (const connection of [speaker, listener]) connection.on("error", on.onFailure);
  speaker.on("ready", on.onSendable);
  listener.on("ready", () => void listener.subscribe(channel).then(on.onSubscribed, on.onFailure));
  listener.on("close", on.onInterrupted);
  listener.on("message", (_channel, text: string) => on.onMessage(text));

  return {
    canSend: () => speaker.status === "ready" && unsent < numbers.unsentMax,
    async send(text: string): Promise<void> {
      unsent += text.length;
      try {
        await speaker.publish(channel, text);
      } finally {
        unsent -= text.length;
      }
    },
    /** Gives up connections that seem open, and makes new ones. */
    renew(): void {
      for (const connection of [speaker, listener]) {
        if (connection.status === "ready" || connection.status === "connect") connection.disconnect(true);
      }
    },
    close(): void {
      for (const connection of [speaker, listener]) connection.disconnect();
    },
  };
}
