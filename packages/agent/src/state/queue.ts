import type { AcceptedChat, QueuedSession } from "@chat/api/contract";
import { createStore, reconcile } from "solid-js/store";
import type { Trpc } from "../trpc";
import { keepSubscribed } from "./keep-subscribed";
import { labelled } from "./visitor-label";

interface QueueState {
  sessions: QueuedSession[];
  isLoaded: boolean;
  /** Sessions being accepted right now. */
  accepting: Record<string, boolean>;
}

/** Every visitor of the account who waits for a person, oldest first. */
export function createQueue(trpc: Trpc, onAccessLost: () => void) {
  const [state, setState] = createStore<QueueState>({ sessions: [], isLoaded: false, accepting: {} });
  const show = (sessions: QueuedSession[]) => setState("sessions", reconcile(sessions, { key: "sessionId" }));

  keepSubscribed<{ id: string; data: QueuedSession[] }>({
    begin: (handlers) => trpc.agent.queue.watch.subscribe({}, handlers),
    onData(event) {
      show(event.data.map(labelled).toSorted((one, other) => one.escalatedAt.localeCompare(other.escalatedAt)));
      setState({ isLoaded: true });
    },
    onAccessLost,
  });

  return {
    state,
    async accept(sessionId: string): Promise<AcceptedChat> {
      setState("accepting", sessionId, true);
      try {
        const accepted = await trpc.agent.queue.accept.mutate({ sessionId });
        show(state.sessions.filter((session) => session.sessionId !== sessionId));
        return accepted;
      } finally {
        setState("accepting", sessionId, false);
      }
    },
  };
}
export type Queue = ReturnType<typeof createQueue>;
