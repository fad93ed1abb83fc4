import type { SentFile } from "./frames";

export type LineState = "sending" | "sent" | "failed";
export type LineEvent = "joined" | "returned" | "requeued" | "closed" | "unremembered";

/** Id of a line that the server has not stored: after all others. */
export const PENDING = 1e15;

/** One line of the chat as it is shown. */
export interface Line {
  key: string;
  id: number;
  from: "visitor" | "agent" | "assistant" | "event";
  name: string | null;
  text: string;
  at: string;
  state: LineState;
  offersPerson?: boolean;
  /** Where an answer of the assistant comes from. */
  source?: { title: string; url?: string };
  file?: SentFile;
  /** What is said under it instead of its state. */
  note?: string | undefined;
  /** What can be done about it, instead of trying again. */
  act?: string | undefined;
}

/** Lines in the order of their ids, pending ones last, none twice. */
export function createTranscript() {
  const lines: Line[] = [];
  let lastSeen = 0;
  let events = 0;

  const find = (key: string) => lines.find((line) => line.key === key);
  /** Sorting is stable: pending lines keep the order in which they were written. */
  const order = () => lines.sort((a, b) => a.id - b.id);

  return {
    lines,
    find,
    /** Highest id received as a message. An ack does not count: an earlier message may still be on its way. */
    lastSeen: () => lastSeen,
    /** False when the line was known already; a known line takes over what the server says of it. */
    add(line: Line): boolean {
      const known = find(line.key) ?? lines.find((other) => other.id === line.id && line.id < PENDING);
      if (line.id < PENDING) lastSeen = Math.max(lastSeen, line.id);
      if (known) Object.assign(known, line, { key: known.key });
      else lines.push(line);
      order();
      return !known;
    },
    /** A thing that happened, kept after the last stored line. */
    addEvent(event: LineEvent, name: string | null) {
      const last = lines.filter((line) => line.id < PENDING).pop()?.id ?? 0;
      lines.push({
        key: `${event}${events++}`,
        id: last + 1e-3,
        from: "event",
        name,
        text: event,
        at: "",
        state: "sent",
      });
      order();
    },
    change(key: string, change: Partial<Line>) {
      Object.assign(find(key) ?? {}, change);
      order();
    },
    drop(key: string) {
      const index = lines.findIndex((line) => line.key === key);
      if (index >= 0) lines.splice(index, 1);
    },
    clear() {
      lines.length = 0;
      lastSeen = 0;
    },
  };
}
export type Transcript = ReturnType<typeof createTranscript>;
