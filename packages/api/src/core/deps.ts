import type { Db } from "@chat/db";
import type { Attempts } from "./account/attempts";
import type { TokenReader } from "./account/known-tokens";
import type { Assistant } from "./assistant/port";
import type { Background } from "./background";
import type { Bus } from "./bus";
import type { FileStore } from "./file/store";
import type { MailSender } from "./mail/sender";
import type { MessageWriter } from "./message/writer";
import type { Queues } from "./queue/queues";
import type { Reads } from "./reads";
import type { Reports } from "./report/reports";
import type { Doubts } from "./session/doubts";

export type Log = (level: "info" | "warn" | "error", message: string, facts?: Record<string, unknown>) => void;

/** Everything the verbs stand on. Made once, by the composition root or by a test. */
export interface Deps {
  readonly db: Db;
  readonly reads: Reads;
  /** Resolves when everything that could be read before the call is on the disk. */
  readonly untilDurable: () => Promise<void>;
  readonly bus: Bus;
  readonly writer: MessageWriter;
  /** The bytes of what visitors sent. */
  readonly files: FileStore;
  /** Undefined where no mail server is set: nothing is mailed then. */
  readonly mail: MailSender | undefined;
  readonly doubts: Doubts;
  readonly queues: Queues;
  readonly background: Background;
  readonly assistant: Assistant;
  readonly attempts: Attempts;
  readonly reports: Reports;
  readonly log: Log;
  /** The present, in whole seconds: the precision in which the documented tables store time. */
  readonly now: () => Date;
  readonly tokenSecret: Uint8Array;
  readonly readToken: TokenReader;
  readonly tokenDays: number;
  /** How long an agent who disconnected keeps its chats, in seconds. */
  readonly agentGraceSeconds: number;
}
