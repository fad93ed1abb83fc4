import type { ActiveChat, HistoryPage } from "@chat/api/contract";
import { createStore, reconcile } from "solid-js/store";
import type { Trpc } from "../trpc";
import { keepSubscribed } from "./keep-subscribed";
import { withOwnMoves } from "./own-moves";
import { labelled } from "./visitor-label";

interface MyChatsState {
  list: ActiveChat[];
  isLoaded: boolean;
}

/** How long an answer may run ahead of the pushed list. */
const AHEAD_MS = 5000;

/** The chats assigned to this agent, as the server tells them, with what our own last actions already said. */
export function createMyChats(trpc: Trpc, onAccessLost: () => void) {
  const [state, setState] = createStore<MyChatsState>({ list: [], isLoaded: false });
  const joined = new Map<string, ActiveChat>();
  const left = new Set<string>();
  const firstPages = new Map<string, HistoryPage>();
  let told: ActiveChat[] = [];

  const show = () => setState("list", reconcile(withOwnMoves(told, [...joined.values()], left), { key: "sessionId" }));
  const settleLater = (settle: () => void) =>
    setTimeout(() => {
      settle();
      show();
    }, AHEAD_MS);

  keepSubscribed<{ id: string; data: ActiveChat[] }>({
    begin: (handlers) => trpc.agent.chats.watch.subscribe({}, handlers),
    onData(event) {
      told = event.data.map(labelled);
      for (const chat of told) joined.delete(chat.sessionId);
      show();
      setState({ isLoaded: true });
    },
    onAccessLost,
  });

  return {
    state,
    join(chat: ActiveChat, firstPage: HistoryPage) {
      left.delete(chat.sessionId);
      joined.set(chat.sessionId, labelled(chat));
      firstPages.set(chat.sessionId, firstPage);
      show();
      settleLater(() => joined.delete(chat.sessionId));
    },
    leave(sessionId: string) {
      joined.delete(sessionId);
      left.add(sessionId);
      show();
      settleLater(() => left.delete(sessionId));
    },
    wasLeft: (sessionId: string) => left.has(sessionId),
    /** The page that came with accepting, once. */
    takeFirstPage(sessionId: string): HistoryPage | undefined {
      const page = firstPages.get(sessionId);
      firstPages.delete(sessionId);
      return page;
    },
  };
}
