import { onCleanup } from "solid-js";
import { createStore } from "solid-js/store";
import type { Trpc } from "../trpc";
import { keepSubscribed } from "./keep-subscribed";

/** A visitor who closed the page never says that it stopped typing. */
const CLEAR_AFTER_MS = 6000;

/** Which visitors are typing right now in chats of this agent. */
export function createVisitorTyping(trpc: Trpc) {
  const [typing, setTyping] = createStore<Record<string, boolean>>({});
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const clear = (sessionId: string) => {
    clearTimeout(timers.get(sessionId));
    timers.delete(sessionId);
    setTyping(sessionId, false);
  };

  keepSubscribed<{ sessionId: string; isTyping: boolean }>({
    begin: (handlers) => trpc.agent.chats.typing.subscribe(undefined, handlers),
    onData({ sessionId, isTyping }) {
      clear(sessionId);
      if (!isTyping) return;
      setTyping(sessionId, true);
      timers.set(
        sessionId,
        setTimeout(() => clear(sessionId), CLEAR_AFTER_MS),
      );
    },
  });
  onCleanup(() => {
    for (const timer of timers.values()) clearTimeout(timer);
  });

  return { isTyping: (sessionId: string) => typing[sessionId] ?? false, clear };
}
