import type { ChatRecordStore } from "./chat-record";
import type { Clock, OpenSocket } from "./connection";
import type { ServerFrame, SessionState, VisitorDetails, VisitorIdentity } from "./frames";
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
  /** Whether an agent is there. */
  isStaffed: boolean;
  /** Whether the server sends e-mails. */
  sendsMail: boolean;
  /** What was said before the page came is being told. */
  isReplaying: boolean;
  /** There are lines before the first one. */
  hasEarlier: boolean;
  lines: Line[];
}

/** Of a chat that has not begun. */
export const newState = (lines: Line[]): ChatState => ({
  link: "off",
  mode: "assistant",
  agentName: null,
  position: 0,
  estimatedWait: 0,
  isTyping: false,
  wantsPerson: false,
  isStaffed: true,
  sendsMail: false,
  isReplaying: false,
  hasEarlier: false,
  lines,
});

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
  identity?: () => VisitorIdentity;
  onChange(state: ChatState): void;
  /** Each frame, before it is carried out. */
  onFrame?(frame: ServerFrame): void;
  /** A line of the other side that was not known before. */
  onReceived?(line: Line): void;
  onSent?(line: Line): void;
}
