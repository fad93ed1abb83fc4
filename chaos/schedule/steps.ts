import type { Random } from "../random";

export type AgentName = "desk" | "socket";
/** Whose path to the servers, or which server's path to the database or to Redis. */
export type LinkName = `visitor ${number}` | AgentName | `database ${number}` | `redis ${number}`;

export type Step =
  | { do: "say"; chat: number; lines: number; tailChars: number }
  | { do: "answer"; chat: number; lines: number }
  | { do: "escalate" | "end" | "reload visitor" | "leave" | "visit"; chat: number }
  | { do: "accept"; chat: number; by: readonly AgentName[] }
  | { do: "return" | "close"; chat: number }
  | { do: "reload agent"; agent: AgentName }
  | { do: "cut" | "block" | "half-open" | "heal"; link: LinkName }
  | { do: "freeze"; link: LinkName; direction: "up" | "down" }
  | { do: "stall"; link: LinkName; which: number }
  | { do: "delay"; link: LinkName; ms: number }
  | { do: "trickle"; link: LinkName; bytes: number }
  | { do: "duplicate"; chance: number }
  | { do: "kill server" | "stop server" | "start server"; process: number }
  | { do: "kill database" | "start database" | "kill redis" | "start redis" }
  | { do: "jump server clock"; process: number; seconds: number }
  | { do: "jump visitor clock"; chat: number; seconds: number }
  | { do: "pause"; ms: number }
  /** Waits until that many more lines were acknowledged, or for a short time. */
  | { do: "await acks"; count: number }
  /** Waits until the visitor takes its chat for this, or an agent has it, or for a short time. */
  | { do: "await"; chat: number; state: "assistant" | "queued" | "closed" | "taken" };

export interface Schedule {
  readonly seed: number;
  readonly index: number;
  readonly chats: number;
  /** How long an agent who is gone keeps its chats, on the servers that this schedule runs on. */
  readonly graceSeconds: number;
  readonly steps: readonly Step[];
  /** What comes after everything was made well and everyone agreed; then it is made well again. */
  readonly finale: readonly Step[];
  /** For what happens while the steps are carried out: jitter, which frame is doubled. */
  readonly random: Random;
}

/** In every fourth schedule agents lose their chats soon after they are gone; in the others never. */
export const graceOf = (index: number): number => (index % 4 === 3 ? 1 : 3600);

/** A step as one short line. */
export const describeStep = ({ do: what, ...rest }: Step): string =>
  [what, ...Object.entries(rest).map(([key, value]) => `${key}=${Array.isArray(value) ? value.join("+") : shorten(value)}`)].join(" ");

const shorten = (value: unknown) => (typeof value === "number" ? Number(value.toFixed(3)) : value);
