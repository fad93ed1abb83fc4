/** Every number of the bus between processes. Times in milliseconds, sizes in characters. */
export const BUS_DEFAULTS = {
  /** Each process says that often, on the channel itself, that it is there and how far it has come. */
  beatMs: 2_000,
  /** So many beats of one's own that did not come back mean a connection that only seems open. */
  deafAfterBeats: 3,
  /** So many beats of another process that did not come mean that it ended, perhaps between storing and telling. */
  silentAfterBeats: 3,
  /** Listeners are not sent to read again more often than this. */
  missedSpacingMs: 1_000,
  /** While nothing comes from the others, listeners read again this often: slower news, but news. */
  missedWhileDownMs: 5_000,
  /** What is published in one turn of the event loop goes as one message, up to this size. */
  batchMax: 256_000,
  /** What Redis has not taken yet. More than that is not sent: who listens is told to read again. */
  unsentMax: 16_000_000,
  connectTimeoutMs: 2_000,
  /** An end that the other side does not answer is waited for no longer. */
  disconnectTimeoutMs: 500,
  retryStepMs: 50,
  retryMaxMs: 1_000,
  /** The last words at a shutdown. */
  farewellMs: 500,
  /** An outage is one line of the log, and the next one not sooner than this. */
  outageToldEveryMs: 60_000,
} as const;

export type BusNumbers = { readonly [Name in keyof typeof BUS_DEFAULTS]: number };
