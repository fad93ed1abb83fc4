import type { ActiveChat, ChatMessage, HistoryPage } from "@chat/api/contract";
import { messageOf } from "@chat/ui";
import { type Accessor, createMemo } from "solid-js";
import type { Trpc } from "../trpc";
import type { KeptRecord } from "./kept-record";
import { countUnread, lastIdOf, type PendingMessage, unansweredSince, withoutStored } from "./merge-messages";
import { createOutbox } from "./outbox";
import { createOwnTyping } from "./own-typing";
import { isUnanswered } from "./problem";
import { createThread } from "./thread";

interface DeskChatSpec {
  trpc: Trpc;
  sessionId: string;
  chat: Accessor<ActiveChat>;
  isMine: Accessor<boolean>;
  firstPage: HistoryPage | undefined;
  isVisitorTyping: Accessor<boolean>;
  drafts: KeptRecord<string>;
  readMarks: KeptRecord<number>;
  unsent: KeptRecord<PendingMessage[]>;
  onArrived(message: ChatMessage): void;
  onAccessLost(): void;
}

/** One chat on the desk: what was said, what is being said, what was read, what is half written. */
export function createDeskChat(spec: DeskChatSpec) {
  const { trpc, sessionId } = spec;
  const thread = createThread({
    trpc,
    sessionId,
    isMine: spec.isMine,
    firstPage: spec.firstPage,
    onAccessLost: spec.onAccessLost,
    onArrived: spec.onArrived,
  });
  const outbox = createOutbox({
    send: (message) => trpc.agent.chats.send.mutate({ sessionId, ...message }),
    onStored: (sent) => thread.add([sent.message]),
    refusal: (error) => (isUnanswered(error) ? null : messageOf(error)),
    kept: {
      read: () => spec.unsent.get(sessionId) ?? [],
      write: (pending) => (pending.length > 0 ? spec.unsent.set(sessionId, pending) : spec.unsent.forget(sessionId)),
    },
  });
  const typing = createOwnTyping(trpc, sessionId);

  // Without a mark, as on another device, what was said before our own last word counts as read.
  const readUpTo = () => spec.readMarks.get(sessionId) ?? thread.state.messages.findLast((message) => message.sender === "agent")?.id ?? 0;
  const unread = createMemo(() => (thread.state.phase === "ready" ? countUnread(thread.state.messages, readUpTo()) : 0));

  return {
    sessionId,
    chat: spec.chat,
    isMine: spec.isMine,
    thread,
    outbox,
    unread,
    readUpTo,
    pending: createMemo(() => withoutStored(outbox.pending(), thread.state.messages)),
    lastMessage: () => thread.state.messages.at(-1),
    unansweredSince: createMemo(() => unansweredSince(thread.state.messages)),
    isVisitorTyping: spec.isVisitorTyping,
    typed: typing.typed,
    draft: () => spec.drafts.get(sessionId) ?? "",
    setDraft: (text: string) => (text === "" ? spec.drafts.forget(sessionId) : spec.drafts.set(sessionId, text)),
    markRead() {
      const lastId = lastIdOf(thread.state.messages);
      if (lastId > (spec.readMarks.get(sessionId) ?? 0)) spec.readMarks.set(sessionId, lastId);
    },
    send(text: string) {
      typing.stop();
      outbox.write(text);
    },
  };
}
export type DeskChat = ReturnType<typeof createDeskChat>;
