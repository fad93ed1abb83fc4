import type { AppRouter } from "@chat/api";
import { type ChatMessage, type HistoryPage, LIMITS } from "@chat/api/contract";
import { type createTRPCClient, TRPCClientError } from "@trpc/client";
import { lastIdOf, mergeMessages, type PendingMessage } from "../../packages/agent/src/state/merge-messages";
import { createOutbox } from "../../packages/agent/src/state/outbox";
import { reasonOf } from "../../packages/ui/src/errors";
import type { Ledger } from "../ledger";
import { note, type Wire } from "../sockets";
import { fast } from "../time";
import type { HeldLine } from "./agent";
import { keepSubscribed } from "./keep-subscribed";
import { createTold } from "./told";

interface DeskChatSpec {
  trpc: ReturnType<typeof createTRPCClient<AppRouter>>;
  sessionId: string;
  /** What each chat had not sent when the page was closed. */
  kept: Map<string, PendingMessage[]>;
  ledger: Ledger;
  wire: Wire;
  told: string[];
}

const RELOAD_MS = fast(2000);
const OUTBOX_PAUSE_MS = fast(1000);
/** A person reads that a line was not sent, and presses the button. */
const PRESS_MS = 40;
/** Pressing the button again would not help. */
const FINAL = ["SESSION_NOT_YOURS", "SESSION_UNKNOWN"];

/** One chat on the desk, as the agent app keeps it: history, then everything after its last id; the app's own outbox. */
export function createDeskChat({ trpc, sessionId, kept, ledger, wire, told }: DeskChatSpec) {
  let messages: ChatMessage[] = [];
  let unfollow = () => {};
  /** Grows whenever it is followed or let go: what an earlier following still waits for is dropped. */
  let turn = 0;
  let isFollowing = false;

  const add = (incoming: readonly ChatMessage[]) => {
    messages = mergeMessages(messages, incoming);
  };
  const begin = (page: HistoryPage, mine: number) => {
    if (mine !== turn) return;
    add(page.messages);
    let followedUpTo = lastIdOf(page.messages);
    const heard = createTold("the desk agent", told);
    heard.begin(sessionId, followedUpTo);
    unfollow = keepSubscribed<{ id: string; data: ChatMessage }>({
      what: `messages of ${sessionId}`,
      wire,
      begin: (handlers) => trpc.agent.chats.messages.subscribe({ sessionId, lastEventId: String(followedUpTo) }, handlers),
      onData(event) {
        heard.hear(sessionId, event.data.id);
        followedUpTo = Math.max(followedUpTo, event.data.id);
        add([event.data]);
      },
    });
  };
  const load = async (mine: number): Promise<void> => {
    try {
      begin(await trpc.agent.chats.history.query({ sessionId, limit: LIMITS.historyPageMax }), mine);
    } catch (error) {
      note(wire, `history of ${sessionId}: ${error}`);
      await Bun.sleep(RELOAD_MS);
      if (mine === turn) return load(mine);
    }
  };

  const outbox = createOutbox({
    send: (message) => trpc.agent.chats.send.mutate({ sessionId, ...message }),
    onStored: ({ message }) => {
      ledger.settle(message.text, "acknowledged");
      add([message]);
    },
    refusal: (error) => (error instanceof TRPCClientError && !error.data ? null : (reasonOf(error) ?? "INTERNAL")),
    kept: {
      read: () => kept.get(sessionId) ?? [],
      write: (pending) => void kept.set(sessionId, pending),
    },
    pauseMs: OUTBOX_PAUSE_MS,
  });
  const press = setInterval(() => {
    for (const line of outbox.pending()) {
      if (line.delivery !== "failed") continue;
      if (FINAL.includes(line.problem ?? "")) giveUp(line);
      else {
        ledger.writeAgain(line.text);
        outbox.retry(line.clientMessageId);
      }
    }
  }, PRESS_MS);
  const giveUp = (line: PendingMessage) => {
    ledger.settle(line.text, "refused");
    outbox.discard(line.clientMessageId);
  };

  function stop() {
    isFollowing = false;
    turn += 1;
    unfollow();
  }

  return {
    lines: (): HeldLine[] => messages.map(({ id, text }) => ({ id, text })),
    unsent: () => outbox.pending().length,
    say: (text: string) => outbox.write(text),
    /** @param page what came with accepting it; absent: it is loaded */
    follow(page: HistoryPage | undefined) {
      if (isFollowing) return;
      isFollowing = true;
      turn += 1;
      messages = [];
      if (page) begin(page, turn);
      else void load(turn);
    },
    unfollow: stop,
    dispose() {
      clearInterval(press);
      stop();
    },
  };
}
export type DeskChat = ReturnType<typeof createDeskChat>;
