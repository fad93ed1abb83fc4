import type { ChatRecordStore } from "./chat-record";
import type { Clock, OpenSocket } from "./connection";
import type { SessionState, VisitorDetails } from "./frames";
import type { Outbox } from "./outbox";
import type { Line } from "./transcript";

/** All that is shown of a chat. */
export interface ChatState {
  link: "off" | "connecting" | "online" | "reconnecting" | "refused";
  mode: SessionState;
  agentName: string | null;
  /** 1-based place in the queue, 0 when not waiting. */
  position: number;
  /** Whole minutes. */
  estimatedWait: number;
  isTyping: boolean;
  wantsPerson: boolean;
  lines: Line[];
}

export interface ClientOptions {
  siteKey: string;
  /** Origin of the sockets, as in `wss://chat.example.com`. */
  socketOrigin: string;
  record: ChatRecordStore;
  outbox: Outbox;
  open: OpenSocket;
  clock: Clock;
  random?: () => number;
  /** Asked at each join. */
  visitorInfo?: () => VisitorDetails["visitorInfo"];
  onChange(state: ChatState): void;
  /** A line of the other side that was not known before. */
  onReceived?(line: Line): void;
  onSent?(line: Line): void;
}
