import type { SentMessage } from "@chat/api/contract";
import { messageOf } from "@chat/ui";
import { createStore } from "solid-js/store";
import type { Kept } from "./kept";
import { type PendingMessage, withoutStored } from "./merge-messages";
import { isUnanswered } from "./problem";

const UNANSWERED = { attempts: 5, pauseMs: 1000 } as const;

interface OutboxSpec {
  send(message: { text: string; clientMessageId: string }): Promise<SentMessage>;
  onStored(sent: SentMessage): void;
  /** What was unsent when the page was last closed. */
  kept: Kept<PendingMessage[]>;
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
        if (!isUnanswered(error) || attempt === UNANSWERED.attempts) {
          change(message.clientMessageId, { delivery: "failed", problem: messageOf(error) });
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, UNANSWERED.pauseMs));
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
