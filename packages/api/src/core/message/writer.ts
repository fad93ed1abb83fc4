import { type Db, isDatabaseDown, isTransient, type MessageBatches } from "@chat/db";
import { agentTopic, type Bus, sessionTopic } from "../bus";
import { randomId } from "../crypto";
import { CoreError, Unavailable } from "../errors";
import type { Doubts } from "../session/doubts";
import { storeBatch } from "./store-batch";
import { type MessageWrite, ownRowKey, type PendingWrite, type StoredMessage } from "./write";

/** Rows of one transaction, and the characters of their texts. */
const BATCH_ROWS = 500;
const BATCH_CHARS = 1 << 20;
/** Writes that may wait for their transaction, and the characters of their texts. */
const QUEUE_WRITES = 20_000;
const QUEUE_CHARS = 16 << 20;
/** A write that finds no database is tried again for so long, from when it was asked for. */
const GIVE_UP_AFTER_MS = 2_000;
const RETRY_AFTER_MS = 50;
const ATTEMPTS_IN_CONFLICT = 10;

export interface MessageWriter {
  /**
   * Stores one message, then tells both sides. Writes of the same moment share a transaction; within a session they are
   * stored, and told, in the order in which they were asked for.
   * @throws NotFound SESSION_UNKNOWN · Unavailable SERVER_BUSY, when too much waits already · whatever `check` says
   */
  store(write: MessageWrite): Promise<StoredMessage>;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

interface Waiting extends PendingWrite {
  readonly giveUpAt: number;
  resolve(stored: StoredMessage): void;
  reject(error: unknown): void;
}

interface WriterOptions {
  db: Db;
  batches: MessageBatches;
  bus: Bus;
  doubts: Doubts;
  now: () => Date;
}

/** Group commit: one transaction is on its way, and whatever comes meanwhile goes together into the next. */
export function createMessageWriter({ db, batches, bus, doubts, now }: WriterOptions): MessageWriter {
  const queue: Waiting[] = [];
  const ownKeys = randomId(12);
  let keysGiven = 0;
  let queuedChars = 0;
  let isFlushing = false;
  const onIdle: (() => void)[] = [];
  const stage = { db, batches, now, withNewest: bus.isShared };

  /** After the events that wait by now, so that those of one moment share a transaction; costs nothing when idle. */
  function schedule() {
    if (isFlushing) return;
    isFlushing = true;
    setImmediate(flush);
  }

  async function flush() {
    while (queue.length > 0) await settle(takeBatch());
    isFlushing = false;
    for (const resolve of onIdle.splice(0)) resolve();
  }

  function takeBatch(): Waiting[] {
    let chars = 0;
    let rows = 0;
    while (rows < BATCH_ROWS && rows < queue.length && (rows === 0 || chars < BATCH_CHARS)) {
      chars += (queue[rows] as Waiting).write.text.length;
      rows += 1;
    }
    queuedChars -= chars;
    return queue.splice(0, rows);
  }

  async function settle(batch: Waiting[]): Promise<void> {
    let left = batch;
    for (let attempt = 1; left.length > 0; attempt++) {
      try {
        const outcomes = await storeBatch(stage, left);
        for (const [index, waiting] of left.entries()) conclude(waiting, outcomes[index] as StoredMessage | CoreError);
        doubts.settle();
        return;
      } catch (error) {
        if (isDatabaseDown(error)) {
          left = giveUpOld(left, error);
          await Bun.sleep(RETRY_AFTER_MS);
        } else if (isTransient(error) && attempt < ATTEMPTS_IN_CONFLICT) {
          // Tried again at once: the other transaction has ended.
        } else if (left.length === 1) {
          return left[0]?.reject(error);
        } else {
          // One of them is at fault: it fails alone.
          for (const waiting of left) await settle([waiting]);
          return;
        }
      }
    }
  }

  /** @returns those that may still wait */
  function giveUpOld(batch: Waiting[], error: unknown): Waiting[] {
    return batch.filter((waiting) => {
      if (Date.now() < waiting.giveUpAt) return true;
      if (waiting.isInDoubt) doubts.add(waiting.write.sessionId);
      waiting.reject(error);
      return false;
    });
  }

  function conclude({ write, resolve, reject }: Waiting, outcome: StoredMessage | CoreError): void {
    if (outcome instanceof CoreError) reject(outcome);
    else {
      if (!outcome.duplicate) announce(write, outcome);
      resolve(outcome);
    }
  }

  /** Told from here, so that nobody is told of a message before one that was stored earlier. */
  function announce({ sessionId, connectionId }: MessageWrite, { message, session, reopened, previousId }: StoredMessage): void {
    const agentId = session.assignedAgentId;
    const topic = sessionTopic(sessionId);
    const follows = previousId === null ? {} : { previousId };
    const event = { type: "message.stored", sessionId, agentId, message, connectionId, ...follows } as const;
    bus.publish(agentId === null ? topic : [topic, agentTopic(agentId)], event);
    if (reopened) bus.publish(topic, { type: "session.reopened", sessionId, epoch: session.epoch });
  }

  return {
    store(write) {
      const { length } = write.text;
      if (queue.length >= QUEUE_WRITES || queuedChars + length > QUEUE_CHARS)
        return Promise.reject(new Unavailable("SERVER_BUSY", "Too many messages at once, please try again"));
      queuedChars += length;
      const rowKey = write.clientMessageId ?? ownRowKey(`${ownKeys}${(keysGiven++).toString(36)}`);
      const { promise, resolve, reject } = Promise.withResolvers<StoredMessage>();
      queue.push({ write, rowKey, askedAt: now(), isInDoubt: false, giveUpAt: Date.now() + GIVE_UP_AFTER_MS, resolve, reject });
      schedule();
      return promise;
    },
    idle: () => (isFlushing ? new Promise((resolve) => onIdle.push(resolve)) : Promise.resolve()),
  };
}
