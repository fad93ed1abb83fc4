import { onCleanup } from "solid-js";
import type { Trpc } from "../trpc";

const TYPING = { repeatMs: 3000, idleMs: 5000 } as const;

/** Tells the visitor of one chat that the agent is typing: at most every 3 s, and that it stopped after 5 s without a key. */
export function createOwnTyping(trpc: Trpc, sessionId: string) {
  let toldAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // A lost hint is corrected by the next one, so its failure is nobody's business.
  const tell = (isTyping: boolean) => void trpc.agent.chats.setTyping.mutate({ sessionId, isTyping }).catch(() => {});

  const stop = () => {
    clearTimeout(timer);
    if (toldAt > 0) tell(false);
    toldAt = 0;
  };
  onCleanup(stop);

  return {
    typed() {
      if (Date.now() - toldAt > TYPING.repeatMs) {
        toldAt = Date.now();
        tell(true);
      }
      clearTimeout(timer);
      timer = setTimeout(stop, TYPING.idleMs);
    },
    stop,
  };
}
