import type { ChatEvent } from "../../contract";
import type { Topic } from "../bus";

/**
 * What one process says to all others:
 * - `news`: events, each with its topics
 * - `beat`: nothing new
 * - `lost`: events of this process did not get out; everyone reads again
 * - `bye`: it stops in order, with nothing left to say
 */
export type Kind = "news" | "beat" | "lost" | "bye";

export interface Message {
  kind: Kind;
  /** The process, from its start to its end. */
  origin: string;
  /** Of its last news, this one included; the first is 1. */
  sequence: number;
  /** Two lines for each event of `news`: its topics, and itself. */
  lines: string[];
}

const HEADER = /^(news|beat|lost|bye) ([A-Za-z0-9]{1,64}) (\d{1,15})$/;

/** JSON has no line breaks outside of its escapes, and topics have no spaces: nothing needs to be quoted. */
export const encode = ({ kind, origin, sequence, lines }: Message): string => [`${kind} ${origin} ${sequence}`, ...lines].join("\n");

/** Null for what no process of ours says. */
export function decode(text: string): Message | null {
  const [first = "", ...lines] = text.split("\n");
  const [, kind, origin = "", sequence] = HEADER.exec(first) ?? [];
  return kind === undefined ? null : { kind: kind as Kind, origin, sequence: Number(sequence), lines };
}

export const toLines = (topics: Topic | readonly Topic[], event: ChatEvent): [string, string] => [
  typeof topics === "string" ? topics : topics.join(" "),
  JSON.stringify(event),
];

/**
 * Gives each event that someone here waits for, with the topics they wait on. An event for no one is not parsed: most
 * of what a process hears is about other processes' sockets.
 * @throws SyntaxError when an event is no JSON
 */
export function eachWanted(lines: string[], isWanted: (topic: Topic) => boolean, take: (topics: Topic[], event: ChatEvent) => void): void {
  for (let index = 0; index < lines.length; index += 2) {
    const [where = "", what = ""] = lines.slice(index, index + 2);
    const wanted = (where.split(" ") as Topic[]).filter(isWanted);
    if (wanted.length > 0) take(wanted, JSON.parse(what) as ChatEvent);
  }
}
