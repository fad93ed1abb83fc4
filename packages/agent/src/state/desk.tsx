import type { ActiveChat, AgentProfile, ChatMessage, QueuedSession } from "@chat/api/contract";
import { createNow } from "@chat/ui";
import { type Accessor, createContext, createEffect, createMemo, mapArray, type ParentProps, untrack, useContext } from "solid-js";
import type { Trpc } from "../trpc";
import { createDeskChat, type DeskChat } from "./desk-chat";
import { keepSubscribed } from "./keep-subscribed";
import { createKeptRecord } from "./kept-record";
import type { PendingMessage } from "./merge-messages";
import { createMyChats } from "./my-chats";
import { createNotices } from "./notices";
import { createPageVisibility } from "./page-visibility";
import { createQueue } from "./queue";
import { createVisitorTyping } from "./visitor-typing";

interface DeskSpec {
  trpc: Trpc;
  agent: AgentProfile;
  /** The chat on screen, from the address. */
  openId: Accessor<string | undefined>;
  /** Brings a chat, or with null the desk itself, on screen. */
  open(sessionId: string | null): void;
  /** Makes the connection anew, with the token checked again. */
  renew(): void;
  onAccessLost(): void;
}

/** Everything an agent works with, for as long as the desk is open. Being open is also what makes the agent present. */
export function createDesk(spec: DeskSpec) {
  const { trpc, openId, onAccessLost } = spec;
  const storageKey = `agent-desk.${spec.agent.id}`;
  const now = createNow();
  const isVisible = createPageVisibility();
  const queue = createQueue(trpc, onAccessLost);
  const myChats = createMyChats(trpc, onAccessLost);
  const visitorTyping = createVisitorTyping(trpc);
  const drafts = createKeptRecord<string>(`${storageKey}.drafts`);
  const unsent = createKeptRecord<PendingMessage[]>(`${storageKey}.unsent`);
  const readMarks = createKeptRecord<number>(`${storageKey}.read`);
  const notices = createNotices({
    storageKey,
    isVisible,
    waiting: createMemo(() => (queue.state.isLoaded ? { sessions: [...queue.state.sessions], total: queue.state.total } : undefined)),
    open: spec.open,
  });
  // The server lets go of an agent whose access it took away: a connection made anew shows whether the token still counts.
  keepSubscribed({
    begin: (handlers) => trpc.agent.presence.hold.subscribe(undefined, handlers),
    onData: () => {},
    onComplete: spec.renew,
    onAccessLost,
  });

  // A chat that leaves while it is being read stays on screen until the agent looks elsewhere.
  const held = createMemo<ActiveChat[]>((before) => {
    const mine = [...myChats.state.list];
    const id = openId();
    if (id === undefined || myChats.wasLeft(id) || mine.some((chat) => chat.sessionId === id)) return mine;
    return [...mine, ...before.filter((chat) => chat.sessionId === id)];
  }, []);

  const hold = (sessionId: string): DeskChat => {
    const first = untrack(() => held().find((chat) => chat.sessionId === sessionId));
    if (!first) throw new Error(`No chat ${sessionId} on the desk`);
    return createDeskChat({
      trpc,
      sessionId,
      chat: createMemo((before: ActiveChat) => held().find((chat) => chat.sessionId === sessionId) ?? before, first),
      isMine: createMemo(() => myChats.state.list.some((chat) => chat.sessionId === sessionId)),
      firstPage: myChats.takeFirstPage(sessionId),
      isVisitorTyping: () => visitorTyping.isTyping(sessionId),
      drafts,
      readMarks,
      unsent,
      onArrived(message: ChatMessage) {
        if (message.sender !== "visitor") return;
        visitorTyping.clear(sessionId);
        if (!isVisible() || openId() !== sessionId) notices.visitorWrote(sessionId, first.visitorName, message.text);
      },
      onAccessLost,
    });
  };
  const heldIds = createMemo(() => held().map((chat) => chat.sessionId));
  const chats = createMemo(mapArray(heldIds, hold));
  const openChat = createMemo(() => chats().find((chat) => chat.sessionId === openId()));

  createEffect(() => {
    if (isVisible()) openChat()?.markRead();
  });

  const leave = (sessionId: string) => {
    myChats.leave(sessionId);
    drafts.forget(sessionId);
    readMarks.forget(sessionId);
    unsent.forget(sessionId);
  };

  return {
    trpc,
    agent: spec.agent,
    now,
    notices,
    queue: queue.state,
    isLoaded: () => myChats.state.isLoaded,
    chats,
    openId,
    openChat,
    unreadTotal: createMemo(() => chats().reduce((sum, chat) => sum + chat.unread(), 0)),
    async accept(session: QueuedSession) {
      const { chat, ...firstPage } = await queue.accept(session.sessionId);
      myChats.join(chat, firstPage);
    },
    async returnToAi(sessionId: string) {
      await trpc.agent.chats.returnToAi.mutate({ sessionId });
      leave(sessionId);
    },
    async close(sessionId: string) {
      await trpc.agent.chats.close.mutate({ sessionId });
      leave(sessionId);
    },
  };
}
export type Desk = ReturnType<typeof createDesk>;

const DeskContext = createContext<Desk>();

export function DeskProvider(props: ParentProps<{ desk: Desk }>) {
  return <DeskContext.Provider value={props.desk}>{props.children}</DeskContext.Provider>;
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk must be called inside DeskProvider");
  return desk;
}
