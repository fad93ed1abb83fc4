import type { Link } from "../link";
import type { Wire } from "../sockets";

/** A line as an agent's screen shows it. */
export interface HeldLine {
  id: number;
  text: string;
}

/** What a schedule asks of an agent, and looks at in the end, whichever protocol it speaks. */
export interface AgentPerson {
  readonly name: string;
  readonly link: Link;
  readonly wire: Wire;
  /** Ids of the chats that it takes for its own. */
  chats(): string[];
  /** The queue as it was told last. */
  queue(): string[];
  /** Stored lines of a chat that it has, or had last. */
  lines(sessionId: string): HeldLine[];
  unsent(): number;
  isOnline(): boolean;
  say(chat: number, sessionId: string, tailChars: number): void;
  accept(sessionId: string): void;
  returnToAi(sessionId: string): void;
  close(sessionId: string): void;
  reload(): void;
  stop(): void;
}
