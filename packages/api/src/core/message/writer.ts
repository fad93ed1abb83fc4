import { isDatabaseDown, isDuplicate, isLockWaitTimeout, isTransient, type MessageBatches } from "@chat/db";
import { agentTopic, type Bus, sessionTopic } from "../bus";
import { randomId } from "../crypto";
import { CoreError, Unavailable } from "../errors";
import type { Doubts } from "../session/doubts";
import { createHeldWrites } from "./held-writes";
import { createLastSeen } from "./last-seen";
import { HELD, type Outcome } from "./plan-batch";
import { type Stage, storeBatch } from "./store-batch";
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
  batches: MessageBatches;
  bus: Bus;
  doubts: Doubts;
  now: () => Date;
}

const tooBusy = (why: string) => new Unavailable("SERVER_BUSY", `${why}, please try again`);

/** With another transaction, which has ended, or with a commit of ours that was lost and landed meanwhile. */
const isConflict = (error: unknown) => isTransient(error) || isDuplicate(error, "messages_client_id_unique");

/** Group commit: one transaction is on its way, and whatever comes meanwhile goes together into the next. */
export function createMessageWriter({ batches, bus, doubts, now }: WriterOptions): MessageWriter {
  const queue: Waiting[] = [];
  /** Of a batch that failed for one of them: those whose turn to be stored alone is to come. */
  let oneByOne: Waiting[] = [];
  const ownKeys = randomId(12);
  let keysGiven = 0;
  let queuedChars = 0;
  let isFlushing = false;
  const onIdle: (() => void)[] = [];
  const stage: Stage = {
    batches,
    lastSeen: createLastSeen(),
    now,
    get withNewest() {
      return bus.isShared || doubts.hasAny();
    },
  };
  const held = createHeldWrites<Waiting>(schedule);

  /** After the events that wait by now, so that those of one moment share a transaction; costs nothing when idle. */
  function schedule() {
    if (isFlushing) return;
    isFlushing = true;
    setImmediate(flush);
  }

  async function flush() {
    while (queue.length > 0 || held.isDue()) {
      if (held.isDue()) await settle(held.takeAll(), true);
      if (queue.length > 0) await settle(takeBatch());
    }
    isFlushing = false;
    if (held.isEmpty()) for (const resolve of onIdle.splice(0)) resolve();
  }

  function takeBatch(): Waiting[] {
    let chars = 0;
    let rows = 0;
    while (rows < BATCH_ROWS && rows < queue.length && (rows === 0 || chars < BATCH_CHARS)) {
      chars += (queue[rows] as Waiting).write.text.length;
      rows += 1;
    }
    queuedChars -= chars;
    // Behind those of its session that wait for another transaction, so that the order stays.
    return queue.splice(0, rows).filter((waiting) => !held.takeIn(waiting));
  }

  async function settle(batch: Waiting[], mustSkipLocked = false): Promise<void> {
    let left = batch;
    let skipLocked = mustSkipLocked;
    for (let conflicts = 0; left.length > 0; ) {
      try {
        const outcomes = await storeBatch(stage, left, skipLocked);
        const stuck = left.filter((waiting, index) => !conclude(waiting, outcomes[index] as Outcome));
        for (const waiting of giveUpOld(stuck, tooBusy("This chat is busy"))) held.add(waiting);
        doubts.settle();
        return;
      } catch (error) {
        if (isDatabaseDown(error)) {
          left = giveUpOld(left, error);
          await Bun.sleep(RETRY_AFTER_MS);
        } else if (isLockWaitTimeout(error) && !skipLocked) {
          skipLocked = true;
        } else if (isConflict(error) && ++conflicts < ATTEMPTS_IN_CONFLICT) {
          // Tried again at once.
        } else if (left.length === 1) {
          return fail(left[0] as Waiting, error);
        } else {
          // One of them is at fault: it fails alone.
          oneByOne = left;
          for (let next = oneByOne.shift(); next; next = oneByOne.shift()) if (!held.takeIn(next)) await settle([next], skipLocked);
          return;
        }
      }
    }
  }

  /** Who has waited too long is told so, and with it everyone behind it in its session: its writer says all of them again, in order. */
  function giveUpOld(batch: Waiting[], error: unknown): Waiting[] {
    const old = new Set(batch.filter(({ giveUpAt }) => giveUpAt <= Date.now()).map(({ write }) => write.sessionId));
    if (old.size === 0) return batch;
    const isOld = ({ write }: Waiting) => old.has(write.sessionId);
    const isYoung = (waiting: Waiting) => !isOld(waiting);
    const behind = queue.filter(isOld);
    for (const waiting of [...batch.filter(isOld), ...oneByOne.filter(isOld), ...behind]) fail(waiting, error);
    for (const { write } of behind) queuedChars -= write.text.length;
    oneByOne = oneByOne.filter(isYoung);
    queue.splice(0, queue.length, ...queue.filter(isYoung));
    return batch.filter(isYoung);
  }

  function fail({ write, isInDoubt, reject }: Waiting, error: unknown): void {
    if (isInDoubt) doubts.add(write.sessionId);
    reject(error);
  }

  /** @returns false when it has no outcome yet */
  function conclude({ write, resolve, reject }: Waiting, outcome: Outcome): boolean {
    if (outcome === HELD) return false;
    if (outcome instanceof CoreError) reject(outcome);
    else {
      if (!outcome.duplicate) announce(write, outcome);
      // What else its commit did, as reopening the session, was not told either.
      if (!outcome.duplicate && outcome.isFound) doubts.add(write.sessionId);
      resolve(outcome);
    }
    return true;
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
      if (queue.length >= QUEUE_WRITES || queuedChars + length > QUEUE_CHARS) return Promise.reject(tooBusy("Too many messages at once"));
      queuedChars += length;
      const rowKey = write.clientMessageId ?? ownRowKey(`${ownKeys}${(keysGiven++).toString(36)}`);
      const { promise, resolve, reject } = Promise.withResolvers<StoredMessage>();
      queue.push({ write, rowKey, askedAt: now(), isInDoubt: false, giveUpAt: Date.now() + GIVE_UP_AFTER_MS, resolve, reject });
      schedule();
      return promise;
    },
    idle: () => (isFlushing || !held.isEmpty() ? new Promise((resolve) => onIdle.push(resolve)) : Promise.resolve()),
  };
}
