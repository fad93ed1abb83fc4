import type { SentMessage } from "@chat/api/contract";
import { createStore } from "solid-js/store";
import type { Kept } from "./kept";
import { type PendingMessage, withoutStored } from "./merge-messages";

const UNANSWERED_ATTEMPTS = 5;
const UNANSWERED_PAUSE_MS = 1000;

interface OutboxSpec {
  send(message: { text: string; clientMessageId: string }): Promise<SentMessage>;
  onStored(sent: SentMessage): void;
  /** Null when the answer was lost and asking again may help, else why it was refused. */
  refusal(error: unknown): string | null;
  /** What was unsent when the page was last closed. */
  kept: Kept<PendingMessage[]>;
  pauseMs?: number;
}

/**
 * Lines on their way to one chat, sent one after the other so that they are stored in the order in which they were written. A request whose
 * answer was lost is sent again under the same clientMessageId, which the server stores once.
 */
export function createOutbox(spec: OutboxSpec) {
  const leftBehind = spec.kept
    .read()
    .map((message): PendingMessage => ({ ...message, delivery: "failed", problem: "Not sent before the page was closed." }));
  const [state, setState] = createStore<{ pending: PendingMessage[] }>({ pending: leftBehind });
  let isDraining = false;

  const keep = (pending: PendingMessage[]) => {
    setState("pending", pending);
    spec.kept.write(pending);
  };
  const change = (clientMessageId: string, changes: Partial<PendingMessage>) =>
    keep(state.pending.map((message) => (message.clientMessageId === clientMessageId ? { ...message, ...changes } : message)));

  const deliver = async (message: PendingMessage) => {
    for (let attempt = 1; ; attempt++) {
      try {
        const sent = await spec.send({ text: message.text, clientMessageId: message.clientMessageId });
        keep(withoutStored(state.pending, [sent.message]));
        spec.onStored(sent);
        return;
      } catch (error) {
        const refusal = spec.refusal(error);
        if (refusal !== null || attempt === UNANSWERED_ATTEMPTS) {
          change(message.clientMessageId, { delivery: "failed", problem: refusal ?? "The server did not answer." });
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, spec.pauseMs ?? UNANSWERED_PAUSE_MS));
      }
    }
  };

  const drain = async () => {
    if (isDraining) return;
    isDraining = true;
    for (;;) {
      const next = state.pending.find((message) => message.delivery === "sending");
      if (!next) break;
      await deliver(next);
    }
    isDraining = false;
  };

  return {
    pending: () => state.pending,
    write(text: string) {
      const message: PendingMessage = {
        clientMessageId: crypto.randomUUID(),
        text,
        writtenAt: new Date().toISOString(),
        delivery: "sending",
        problem: null,
      };
      keep([...state.pending, message]);
      void drain();
    },
    retry(clientMessageId: string) {
      change(clientMessageId, { delivery: "sending", problem: null });
      void drain();
    },
    discard(clientMessageId: string) {
      keep(state.pending.filter((message) => message.clientMessageId !== clientMessageId));
    },
  };
}
export type Outbox = ReturnType<typeof createOutbox>;
