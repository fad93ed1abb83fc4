import type { AppRouter } from "@chat/api";
import type { ActiveChat, HistoryPage, QueuePage } from "@chat/api/contract";
import { createTRPCClient, createWSClient, wsLink } from "@trpc/client";
import type { PendingMessage } from "../../packages/agent/src/state/merge-messages";
import { openWithin } from "../../packages/ui/src/open-within";
import type { Ledger } from "../ledger";
import type { Link } from "../link";
import type { Random } from "../random";
import { createWire, type EndableSocket, note, socketOf } from "../sockets";
import type { StageAgent } from "../stage";
import { fast } from "../time";
import type { AgentPerson } from "./agent";
import { createDeskChat, type DeskChat } from "./desk-chat";
import { keepSubscribed } from "./keep-subscribed";

// As the agent app has them, in the clients' faster time.
const RETRY = { firstMs: 400, maxMs: 8000, jitter: 0.4 };
/** How long an answer may run ahead of the pushed list. */
const AHEAD_MS = fast(5000);
const OPEN_WITHIN_MS = fast(12_000);
const KEEP_ALIVE = { enabled: true, intervalMs: fast(15_000), pongTimeoutMs: fast(6000) };

interface DeskSpec {
  agent: StageAgent;
  link: Link;
  ledger: Ledger;
  random: Random;
  /** Gets what a connection was told twice, or out of order. */
  told: string[];
}

/** An agent at the agent app: tRPC over one socket, its outbox, its merging of what it is told. */
export function createDeskAgent(spec: DeskSpec): AgentPerson {
  const { agent, link, ledger, random } = spec;
  const wire = createWire(random);
  /** The browser's storage. */
  const kept = new Map<string, PendingMessage[]>();
  const Socket = socketOf(wire, (data) => data.includes('"mutation"'));
  let page = openPage();
  /** What pages that were closed held of chats. */
  const past = new Map<string, DeskChat>();

  function openPage() {
    const sockets = new Set<EndableSocket>();
    class PageSocket extends Socket {
      constructor(url: string | URL) {
        super(url);
        sockets.add(this);
      }
    }
    let isOpen = true;
    const ahead: ReturnType<typeof setTimeout>[] = [];
    const socket = createWSClient({
      url: `ws://127.0.0.1:${link.port}/trpc`,
      WebSocket: openWithin(OPEN_WITHIN_MS, PageSocket as unknown as typeof WebSocket),
      connectionParams: () => ({ token: agent.token }),
      retryDelayMs: (attempt) => fast(Math.min(RETRY.firstMs * 2 ** attempt, RETRY.maxMs) * (1 - RETRY.jitter * random.next())),
      keepAlive: KEEP_ALIVE,
    });
    const trpc = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] });
    const chats = new Map<string, DeskChat>();
    const firstPages = new Map<string, HistoryPage>();
    let mine: string[] = [];
    let told: string[] = [];
    /** Chats whose acceptance was answered before the pushed list knew of it. */
    const joined = new Set<string>();
    let queue: string[] = [];

    const show = () => {
      const sessionIds = [...new Set([...told, ...joined])];
      for (const sessionId of mine) if (!sessionIds.includes(sessionId)) chats.get(sessionId)?.unfollow();
      mine = sessionIds;
      for (const sessionId of mine) chatOf(sessionId).follow(takeFirstPage(sessionId));
    };
    const takeFirstPage = (sessionId: string) => {
      const first = firstPages.get(sessionId);
      firstPages.delete(sessionId);
      return first;
    };
    const chatOf = (sessionId: string): DeskChat => {
      const known = chats.get(sessionId);
      if (known) return known;
      const made = createDeskChat({ trpc, sessionId, kept, ledger, wire, told: spec.told });
      chats.set(sessionId, made);
      past.set(sessionId, made);
      return made;
    };
    const ending = [
      keepSubscribed<{ data: QueuePage }>({
        what: "queue",
        wire,
        begin: (handlers) => trpc.agent.queue.watch.subscribe({}, handlers),
        onData: (event) => {
          queue = event.data.sessions.map((session) => session.sessionId);
        },
      }),
      keepSubscribed<{ data: ActiveChat[] }>({
        what: "chats",
        wire,
        begin: (handlers) => trpc.agent.chats.watch.subscribe({}, handlers),
        onData(event) {
          told = event.data.map((chat) => chat.sessionId);
          for (const sessionId of told) joined.delete(sessionId);
          show();
        },
      }),
      keepSubscribed({ what: "presence", wire, begin: (handlers) => trpc.agent.presence.hold.subscribe(undefined, handlers), onData() {} }),
    ];
    // A line that was never sent before the page was closed is sent by hand.
    for (const sessionId of kept.keys()) chatOf(sessionId);

    return {
      trpc,
      chats,
      chatOf,
      mine: () => mine,
      queue: () => queue,
      isUp: () => [...sockets].some((one) => one.readyState === WebSocket.OPEN),
      async accept(sessionId: string) {
        const { chat: _, ...firstPage } = await trpc.agent.queue.accept.mutate({ sessionId });
        if (!isOpen) return;
        firstPages.set(sessionId, firstPage);
        joined.add(sessionId);
        show();
        ahead.push(
          setTimeout(() => {
            joined.delete(sessionId);
            show();
          }, AHEAD_MS),
        );
      },
      close() {
        isOpen = false;
        for (const timer of ahead) clearTimeout(timer);
        for (const end of ending) end();
        for (const chat of chats.values()) chat.dispose();
        socket.close().catch(() => {});
        for (const one of sockets) one.terminate();
      },
    };
  }

  const tell = (what: string, work: Promise<unknown>) =>
    void work.then(
      () => note(wire, `${what}: done`),
      (error: unknown) => note(wire, `${what}: ${error}`),
    );

  return {
    name: agent.name,
    link,
    wire,
    chats: () => page.mine(),
    queue: () => page.queue(),
    lines: (sessionId) => (page.chats.get(sessionId) ?? past.get(sessionId))?.lines() ?? [],
    unsent: () => [...page.chats.values()].reduce((sum, chat) => sum + chat.unsent(), 0),
    isOnline: () => page.isUp(),
    say(chat, sessionId, tailChars) {
      const shown = page.chatOf(sessionId);
      shown.say(ledger.write(chat, "desk", tailChars, shown.lines().at(-1)?.id));
    },
    accept: (sessionId) => tell(`accept ${sessionId}`, page.accept(sessionId)),
    returnToAi: (sessionId) => tell(`return ${sessionId}`, page.trpc.agent.chats.returnToAi.mutate({ sessionId })),
    close: (sessionId) => tell(`close ${sessionId}`, page.trpc.agent.chats.close.mutate({ sessionId })),
    reload() {
      page.close();
      page = openPage();
    },
    stop() {
      page.close();
      link.stop();
    },
  };
}
