import type { ChatEvent } from "../../contract";
import type { Topic } from "../bus";
import type { BusNumbers } from "./defaults";
import { encode, type Kind, toLines } from "./wire";

interface Sending {
  origin: string;
  canSend(): boolean;
  /** Resolves when Redis has passed it on. @throws Error when it has not, or may not have */
  send(text: string): Promise<void>;
  onFailure(error: unknown): void;
  numbers: Pick<BusNumbers, "batchMax">;
}

/** What this process says to the others, in order. What it could not say it remembers, and says so when it can. */
export function createSender({ origin, canSend, send, onFailure, numbers }: Sending) {
  let sequence = 0;
  let losses = 0;
  let lines: string[] = [];
  let size = 0;
  let turn: ReturnType<typeof setImmediate> | null = null;

  function flush(): void {
    if (turn) clearImmediate(turn);
    turn = null;
    if (lines.length === 0) return;
    const news = lines;
    lines = [];
    size = 0;
    sequence++;
    if (!canSend()) losses++;
    else void say("news", news).catch(lose);
  }

  const say = (kind: Kind, news: string[] = []) => send(encode({ kind, origin, sequence, lines: news }));

  function lose(error: unknown): void {
    losses++;
    onFailure(error);
  }

  /** A beat, or in its place what has to be said once. */
  async function sayState(kind: Kind): Promise<void> {
    flush();
    if (!canSend()) return;
    const told = losses;
    try {
      await say(told > 0 ? "lost" : kind);
      if (losses === told) losses = 0;
    } catch (error) {
      onFailure(error);
    }
  }

  return {
    add(topics: Topic | readonly Topic[], event: ChatEvent): void {
      if (!canSend()) {
        sequence++;
        losses++;
        return;
      }
      const [where, what] = toLines(topics, event);
      lines.push(where, what);
      size += where.length + what.length;
      if (size > numbers.batchMax) flush();
      else turn ??= setImmediate(flush);
    },
    beat: () => sayState("beat"),
    sayBye: () => sayState("bye"),
  };
}
