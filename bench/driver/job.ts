/** What the driver is asked to do, as JSON on its standard input. */
export interface Job {
  target: Target;
  /** Told apart from all others by a number of its own. */
  run: number;
  chats: number;
  /** Agents who share the chats evenly: as many as chats, or one who has them all. */
  agents: number;
  phases: Phase[];
  /** Whose CPU time is read beside. */
  pids: { server: number; database: number };
}

/** `product` is told of sessions and tokens, a `limit` only who talks to whom. */
export type Target =
  | { kind: "limit"; socketUrl: string }
  | { kind: "product"; socketUrl: string; siteKey: string; agents: { id: number; token: string }[] };

export type Phase = Timed &
  (
    | {
        /** Every sender keeps this many messages unanswered. */
        kind: "closed";
        window: number;
      }
    | {
        /** Messages a second, whatever the server does. */
        kind: "open";
        rate: number;
      }
    | {
        /** In each chat the visitor writes, the agent answers, the visitor writes. */
        kind: "round-trip";
      }
  );

interface Timed {
  warmMs: number;
  measureMs: number;
}

export interface Latency {
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

export interface PhaseResult {
  /** Acknowledged and delivered while it was measured. */
  messages: number;
  seconds: number;
  cpuMs: { server: number; database: number; driver: number };
  /** Milliseconds from the instant a message was due to its arrival at the other side; of a round trip, until the answer's arrival. Null: none was measured. */
  latency: Latency | null;
  /** How late the driver itself sent. */
  lateness: Latency | null;
}

export interface Faults {
  lost: number;
  doubled: number;
  reordered: number;
  /** Brought to somebody else, or never sent. */
  misrouted: number;
  unacknowledged: number;
  acknowledgedTwice: number;
  refused: number;
}

export interface DriverResult {
  phases: PhaseResult[];
  faults: Faults;
  /** The first few error frames and closed sockets, to read. */
  trouble: string[];
  streams: StreamResult[];
}

export interface StreamResult {
  sessionId: string;
  side: "v" | "a";
  /** All of its marks but their numbers. */
  head: string;
  sent: number;
  delivered: number;
}

export const noFaults = (): Faults => ({
  lost: 0,
  doubled: 0,
  reordered: 0,
  misrouted: 0,
  unacknowledged: 0,
  acknowledgedTwice: 0,
  refused: 0,
});
