import type { ChatMessage, HistoryPage } from "@chat/api/contract";
import { messageOf } from "@chat/ui";
import { type Accessor, createEffect, getOwner, onCleanup, runWithOwner } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import type { Trpc } from "../trpc";
import { keepSubscribed } from "./keep-subscribed";
import { lastIdOf, mergeMessages } from "./merge-messages";

const PAGE = { first: 60, earlier: 120 } as const;
const RELOAD = { firstMs: 2000, maxMs: 30_000 } as const;

interface ThreadSpec {
  trpc: Trpc;
  sessionId: string;
  isMine: Accessor<boolean>;
  /** The page that came with accepting the chat. Absent: it is loaded. */
  firstPage: HistoryPage | undefined;
  onAccessLost(): void;
  onArrived(message: ChatMessage): void;
}

interface ThreadState {
  messages: ChatMessage[];
  hasEarlier: boolean;
  phase: "loading" | "ready" | "failed";
  isLoadingEarlier: boolean;
  problem: string | null;
}

/** The stored messages of one chat: a page of history, then everything after its last id as it is stored. */
export function createThread(spec: ThreadSpec) {
  const { trpc, sessionId } = spec;
  const [state, setState] = createStore<ThreadState>({
    messages: [],
    hasEarlier: false,
    phase: "loading",
    isLoadingEarlier: false,
    problem: null,
  });
  const owner = getOwner();
  let isDisposed = false;
  let reloadTimer: ReturnType<typeof setTimeout> | undefined;
  let reloadMs: number = RELOAD.firstMs;
  onCleanup(() => {
    isDisposed = true;
    clearTimeout(reloadTimer);
  });

  const add = (incoming: readonly ChatMessage[]) => setState("messages", reconcile(mergeMessages(state.messages, incoming), { key: "id" }));

  // The answer to a send may run ahead of the subscription, so it does not count as followed: what lies between would be skipped.
  let followedUpTo = 0;

  const follow = () =>
    keepSubscribed<{ id: string; data: ChatMessage }>({
      begin: (handlers) => trpc.agent.chats.messages.subscribe({ sessionId, lastEventId: String(followedUpTo) }, handlers),
      onData(event) {
        followedUpTo = Math.max(followedUpTo, event.data.id);
        add([event.data]);
        spec.onArrived(event.data);
      },
      onAccessLost: spec.onAccessLost,
    });

  const start = (page: HistoryPage) => {
    add(page.messages);
    followedUpTo = lastIdOf(page.messages);
    setState({ hasEarlier: page.hasEarlier, phase: "ready", problem: null });
    runWithOwner(owner, () =>
      createEffect(() => {
        if (spec.isMine()) follow();
      }),
    );
  };

  // A chat in the background must not stay deaf until somebody looks at it, so a failure is tried again unasked.
  const load = async () => {
    clearTimeout(reloadTimer);
    setState({ phase: "loading", problem: null });
    try {
      const page = await trpc.agent.chats.history.query({ sessionId, limit: PAGE.first });
      if (!isDisposed) start(page);
    } catch (error) {
      if (isDisposed) return;
      setState({ phase: "failed", problem: messageOf(error) });
      reloadTimer = setTimeout(() => void load(), reloadMs);
      reloadMs = Math.min(reloadMs * 2, RELOAD.maxMs);
    }
  };

  /** `whileShowing` runs the change itself, so that the reader's place can be kept around it. */
  const loadEarlier = async (whileShowing: (show: () => void) => void) => {
    const before = state.messages[0]?.id;
    if (before === undefined || state.isLoadingEarlier) return;
    setState({ isLoadingEarlier: true, problem: null });
    try {
      const page = await trpc.agent.chats.history.query({ sessionId, before, limit: PAGE.earlier });
      whileShowing(() => {
        add(page.messages);
        setState({ hasEarlier: page.hasEarlier });
      });
    } catch (error) {
      setState({ problem: messageOf(error) });
    } finally {
      setState({ isLoadingEarlier: false });
    }
  };

  if (spec.firstPage) start(spec.firstPage);
  else void load();

  return { state, add, load, loadEarlier };
}
export type Thread = ReturnType<typeof createThread>;
