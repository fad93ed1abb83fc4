import type { AcceptedChat, QueuedSession, QueuePage } from "@chat/api/contract";
import { batch } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { Trpc } from "../trpc";
import { keepSubscribed } from "./keep-subscribed";
import { labelled } from "./visitor-label";

interface QueueState {
  /** Those who wait longest. */
  sessions: QueuedSession[];
  /** How many wait in all. */
  total: number;
  isLoaded: boolean;
  /** Sessions being accepted right now. */
  accepting: Record<string, boolean>;
}

/** The visitors of the account who wait for a person, oldest first. */
export function createQueue(trpc: Trpc, onAccessLost: () => void) {
  const [state, setState] = createStore<QueueState>({ sessions: [], total: 0, isLoaded: false, accepting: {} });
  const show = (sessions: QueuedSession[]) => setState("sessions", reconcile(sessions, { key: "sessionId" }));

  const leave = (sessionId: string) => {
    const others = state.sessions.filter((session) => session.sessionId !== sessionId);
    // The server may have told already that it left.
    if (others.length === state.sessions.length) return;
    batch(() => {
      show(others);
      setState("total", (total) => total - 1);
    });
  };

  keepSubscribed<{ id: string; data: QueuePage }>({
    begin: (handlers) => trpc.agent.queue.watch.subscribe({}, handlers),
    onData({ data }) {
      batch(() => {
        show(data.sessions.map(labelled));
        setState({ total: data.total, isLoaded: true });
      });
    },
    onAccessLost,
  });

  return {
    state,
    async accept(sessionId: string): Promise<AcceptedChat> {
      setState("accepting", sessionId, true);
      try {
        const accepted = await trpc.agent.queue.accept.mutate({ sessionId });
        leave(sessionId);
        return accepted;
      } finally {
        setState("accepting", sessionId, false);
      }
    },
  };
}
export type Queue = ReturnType<typeof createQueue>;
