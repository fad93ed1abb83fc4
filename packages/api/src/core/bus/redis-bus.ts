import type { Bus } from "../bus";
import { randomId } from "../crypto";
import type { Log } from "../deps";
import { BUS_DEFAULTS, type BusNumbers } from "./defaults";
import { createMissed } from "./missed";
import { createOrigins } from "./origins";
import { createOutage } from "./outage";
import { createRedisLink } from "./redis-link";
import { createSender } from "./sender";
import { decode, eachWanted, type Message } from "./wire";

/** A bus that reaches other processes, too. */
export interface SharedBus extends Bus {
  /** Says what is still to be said, and that this process ends. Its own listeners stay. */
  close(): Promise<void>;
}

interface RedisBusOptions {
  /** The bus of this process. */
  local: Bus;
  url: string;
  /** The same for all processes that serve one database, and for no others. */
  channel: string;
  log: Log;
  numbers?: Partial<BusNumbers>;
}

/**
 * Joins the bus of this process with those of all others on the channel. An event is told here at once and sent to the
 * others; whenever one may have been lost on its way, in either direction, listeners hear `news.missed` instead. Never
 * throws and never waits: without Redis the news is slower, and that is all.
 */
export function createRedisBus({ local, url, channel, log, numbers: given }: RedisBusOptions): SharedBus {
  const numbers = { ...BUS_DEFAULTS, ...given };
  const origin = randomId(16);
  const origins = createOrigins(numbers.silentAfterBeats);
  const missed = createMissed(local.tellMissed, numbers.missedSpacingMs);
  const outage = createOutage(log, numbers.outageToldEveryMs);
  let unheardBeats = 0;
  let isHearing = false;
  let isClosed = false;

  const link = createRedisLink({
    url,
    channel,
    numbers,
    onMessage(text) {
      const message = decode(text);
      if (message?.origin === origin) hearOneself();
      else if (message) hearAnother(message);
    },
    onSubscribed() {
      missed.soon();
      void sender.beat();
    },
    onInterrupted() {
      isHearing = false;
      origins.expectAny();
    },
    onSendable: () => void sender.beat(),
    onFailure: fail,
  });
  const sender = createSender({ origin, canSend: link.canSend, send: link.send, onFailure: fail, numbers });

  /** The proof that both ways are open. */
  function hearOneself(): void {
    unheardBeats = 0;
    isHearing = true;
    outage.end();
  }

  function hearAnother(message: Message): void {
    const order = origins.hear(message);
    if (order === "gap" || order === "new" || message.kind === "lost") missed.soon();
    if (order === "repeated") return;
    try {
      eachWanted(message.lines, local.hasListeners, local.publish);
    } catch (error) {
      log("error", "another process sent an event that is none", { error });
      missed.soon();
    }
  }

  function fail(error: unknown): void {
    if (isClosed) return;
    isHearing = false;
    outage.begin(error);
  }

  const beats = setInterval(() => {
    if (unheardBeats >= numbers.deafAfterBeats) {
      unheardBeats = 0;
      fail(new Error("Redis is silent"));
      link.renew();
    }
    unheardBeats++;
    void sender.beat();
    if (isHearing && origins.someoneFellSilent()) missed.soon();
    if (!isHearing && missed.sinceTold() >= numbers.missedWhileDownMs) missed.soon();
  }, numbers.beatMs);

  return {
    ...local,
    isShared: true,
    publish(topics, event) {
      if (!isClosed) sender.add(topics, event);
      local.publish(topics, event);
    },
    async close() {
      clearInterval(beats);
      missed.stop();
      await Promise.race([sender.sayBye(), Bun.sleep(numbers.farewellMs)]);
      isClosed = true;
      link.close();
    },
  };
}
