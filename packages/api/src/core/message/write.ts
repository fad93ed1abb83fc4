import type { BatchWidget, FileMetadata, LockedSession, MessageFacts, SourceMetadata } from "@chat/db";
import type { ChatMessage } from "../../contract";
import type { CoreError } from "../errors";

/** One message that somebody wants stored. */
export interface MessageWrite {
  readonly sessionId: string;
  /** Of the widget that `check` needs to know; null when it needs none. */
  readonly siteKey: string | null;
  readonly senderType: MessageFacts["senderType"];
  readonly senderId: number | null;
  /** Full name of the agent who writes. */
  readonly agentName: string | null;
  readonly text: string;
  /** Shown beside the text, which is its name. */
  readonly file?: FileMetadata;
  /** What the assistant took it from. */
  readonly source?: SourceMetadata | undefined;
  readonly offersPerson: boolean;
  /** Makes a retry harmless. Ours begin with `~`, which no client's may. */
  readonly clientMessageId: string | null;
  /** The socket the message came in on: it is acknowledged there, not told again. */
  readonly connectionId: string | null;
  /** A closed session is given back to the assistant by it. */
  readonly reopens: boolean;
  /** Why the session, as it is locked now, may not take this message; null when it may. */
  check(session: LockedSession, widget: BatchWidget | null): CoreError | null;
}

export interface StoredMessage {
  readonly message: ChatMessage;
  /** It had been stored before: nothing was stored again. */
  readonly duplicate: boolean;
  /** Its row was found, not written: by now the session may be in other hands than when it was stored. */
  readonly isFound: boolean;
  /** As it was when the message was stored, or found. */
  readonly session: LockedSession;
  /** It was closed until this message. */
  readonly reopened: boolean;
  /** Id of the message before it in its session, where that was asked for; of one that was found again, no less than that. */
  readonly previousId: number | null;
}

/** A write that waits for its outcome. */
export interface PendingWrite {
  readonly write: MessageWrite;
  /** What its row is known by: the client's id, or one of our own. */
  readonly rowKey: string;
  /** In the clock that stamps the rows. */
  readonly askedAt: Date;
  /** Asked to commit, and the answer was lost: it may be stored. */
  isInDoubt: boolean;
}

export const ownRowKey = (name: string) => `~${name}`;

/** The id that a client gave its message; null for those that are ours. */
export const clientIdOf = (rowKey: string | null): string | null => (rowKey?.startsWith("~") ? null : rowKey);
