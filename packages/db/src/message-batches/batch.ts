import type { MessageFacts, NewMessage } from "../queries/messages";

/** What decides whether a message may be stored, as it stands while its row is locked. */
export interface LockedSession {
  sessionId: string;
  siteKey: string;
  status: "waiting" | "active" | "closed";
  aiMode: boolean;
  assignedAgentId: number | null;
  /** Grows at each change of owner. */
  epoch: number;
  visitorSecretHash: string | null;
  /** Of the row, and of all here that may change: while it is the same, so are they. */
  fingerprint: string;
}

export interface BatchWidget {
  siteKey: string;
  /** Empty: any website. */
  allowedDomains: string[];
  /** As a session's. */
  fingerprint: string;
}

export interface BatchRequest {
  sessionIds: readonly string[];
  siteKeys: readonly string[];
  /** Whether the id of each session's newest message is needed. */
  withNewest: boolean;
  /** Leaves out sessions that another transaction holds, instead of waiting for them. */
  skipLocked: boolean;
}

/** Sessions and widgets of a batch, by their ids and site keys. */
export interface BatchRows {
  readonly sessions: ReadonlyMap<string, LockedSession>;
  readonly widgets: ReadonlyMap<string, BatchWidget>;
}

/** Id of each session's newest message before the batch, none where it has no message; null when it was not asked for. */
export type NewestIds = ReadonlyMap<string, number> | null;

export interface MessageKey {
  sessionId: string;
  clientMessageId: string;
}

/** One transaction that stores messages of many sessions, each of which stays locked until it ends. */
export interface MessageBatch extends BatchRows {
  /** Sessions left out because another transaction holds them. */
  readonly held: ReadonlySet<string>;
  readonly newest: NewestIds;
  /** Which of these are stored. Read under the locks: nothing of these sessions is on its way any more. */
  find(keys: readonly MessageKey[]): Promise<MessageFacts[]>;
  /**
   * Gives closed sessions back to the assistant, stores the messages in one statement, and commits.
   * @returns their ids, in order. @throws the driver's duplicate error on `messages_client_id_unique`
   */
  commit(rows: readonly NewMessage[], reopened: readonly string[]): Promise<number[]>;
  /** Ends the transaction without a change, or with its connection where that does not answer. Harmless after `commit`. */
  cancel(): Promise<void>;
}

export interface StoredBatch {
  /** Of the rows, in their order. */
  ids: number[];
  newest: NewestIds;
}

export interface MessageBatches {
  /** Locks the rows of the sessions, always in the order of their ids, so that batches of several processes cannot lock each other out. */
  begin(request: BatchRequest): Promise<MessageBatch>;
  /**
   * A whole batch in one round trip instead of two, for rows that were seen before: locks the sessions as `begin` does, and stores
   * the messages if sessions and widgets are as they were seen.
   * @param onSend called when there is a connection: what fails before it has not been asked of the database
   * @returns null when one is not: nothing is stored. @throws as `commit`
   */
  storeUnchanged(seen: BatchRows, withNewest: boolean, rows: readonly NewMessage[], onSend: () => void): Promise<StoredBatch | null>;
  close(): Promise<void>;
}
