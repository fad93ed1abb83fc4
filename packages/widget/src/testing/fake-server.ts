import type { WidgetConfig } from "../api";
import type { ClientFrame, MessageFrame, ServerFrame, SessionState } from "../protocol/frames";

export const CONFIG: WidgetConfig = {
  businessName: "Acme Corp",
  widgetTitle: "Support Chat",
  welcomeMessage: "Hello! How can we help?",
  primaryColor: "#0f766e",
  secondaryColor: "#b45309",
  position: "bottom-right",
  enablePrechatForm: false,
  prechatFields: [],
};

interface FakeChat {
  secret: string;
  state: SessionState;
  joins: (ClientFrame & { type: "join" })[];
  messages: MessageFrame[];
  sockets: Set<Bun.ServerWebSocket<string>>;
}

const stamp = () => new Date().toISOString();

/**
 * A chat server in memory that speaks the visitor's protocol, for browsers under test. Serves the
 * built widget, the pages it is given, and configurations by site key; each message is answered
 * by its own text.
 */
export function startFakeServer(dist: string) {
  const chats = new Map<string, FakeChat>();
  const pages = new Map<string, Response>();
  const configs = new Map<string, WidgetConfig>([["widget-test", CONFIG]]);
  const requests: string[] = [];
  let nextId = 1;
  let isAnswering = true;

  const publish = (chat: FakeChat, frame: ServerFrame, except?: Bun.ServerWebSocket<string>) => {
    for (const socket of chat.sockets) if (socket !== except) socket.send(JSON.stringify({ ...frame, timestamp: stamp() }));
  };
  const say = (sessionId: string, message: string, metadata: MessageFrame["metadata"]) => {
    const chat = chats.get(sessionId);
    if (!chat) return;
    const frame: MessageFrame = { type: "message", id: `msg_${nextId++}`, message, timestamp: stamp(), sender: "agent", metadata };
    chat.messages.push(frame);
    publish(chat, { type: "typing", isTyping: false });
    publish(chat, frame);
  };

  const receive = (socket: Bun.ServerWebSocket<string>, frame: ClientFrame) => {
    const reply = (answer: ServerFrame) => socket.send(JSON.stringify({ ...answer, timestamp: stamp() }));
    if (frame.type === "ping") return reply({ type: "pong" });
    if (frame.type === "join") {
      const chat = chats.get(socket.data) ?? {
        secret: frame.visitorSecret,
        state: "assistant",
        joins: [],
        messages: [],
        sockets: new Set(),
      };
      if (chat.secret !== frame.visitorSecret) return reply({ type: "error", code: "SESSION_FOREIGN", message: "Not your chat" });
      chats.set(socket.data, chat);
      chat.sockets.add(socket);
      chat.joins.push(frame);
      reply({
        type: "session",
        sessionId: socket.data,
        state: chat.state,
        agentName: null,
        position: 0,
        estimatedWait: 0,
        hasEarlier: false,
      });
      for (const message of chat.messages) if (Number(message.id.slice(4)) > (frame.after ?? 0)) reply(message);
      return;
    }
    const chat = chats.get(socket.data);
    if (!chat?.sockets.has(socket)) return reply({ type: "error", code: "SESSION_UNKNOWN", message: "Join first" });
    if (frame.type === "escalate") {
      chat.state = "queued";
      publish(chat, { type: "queue_update", position: 2, estimatedWait: 4 });
    }
    if (frame.type !== "message") return;
    const { clientMessageId, message } = frame;
    const known = chat.messages.find((other) => other.clientMessageId === clientMessageId);
    const stored: MessageFrame = known ?? {
      type: "message",
      id: `msg_${nextId++}`,
      message,
      timestamp: stamp(),
      sender: "customer",
      clientMessageId,
    };
    reply({ type: "ack", clientMessageId, id: stored.id, timestamp: stored.timestamp });
    if (known) return;
    chat.messages.push(stored);
    publish(chat, stored, socket);
    if (isAnswering) say(socket.data, `Answer to: ${message}`, { agentName: "AI Assistant", isAI: true });
  };

  const server = Bun.serve<string>({
    port: 0,
    async fetch(request, bun) {
      const { pathname } = new URL(request.url);
      requests.push(pathname);
      if (pathname === "/favicon.ico") return new Response(null, { status: 204 });
      const page = pages.get(pathname);
      if (page) return page.clone();
      if (pathname.startsWith("/ws/"))
        return bun.upgrade(request, { data: pathname.slice(4) }) ? undefined : new Response(null, { status: 400 });
      const siteKey = /^\/api\/widgets\/([^/]+)\/config$/.exec(pathname)?.[1];
      const config = siteKey && configs.get(siteKey);
      if (siteKey) return config ? Response.json(config) : Response.json({ success: false }, { status: 404 });
      const file = Bun.file(`${dist}${pathname}`);
      return (await file.exists()) ? new Response(file) : new Response(null, { status: 404 });
    },
    websocket: {
      message: (socket, data) => void receive(socket, JSON.parse(String(data))),
      close: (socket) => void chats.get(socket.data)?.sockets.delete(socket),
    },
  });

  return {
    origin: `http://localhost:${server.port}`,
    chats,
    configs,
    requests,
    say,
    setAnswering(answering: boolean) {
      isAnswering = answering;
    },
    publish(sessionId: string, frame: ServerFrame) {
      const chat = chats.get(sessionId);
      if (chat) publish(chat, frame);
    },
    /** Serves a page at a path; without a path, the tag of the widget is all there is on it. */
    page(path: string, html: string, headers: Record<string, string> = {}) {
      pages.set(path, new Response(html, { headers: { "content-type": "text/html; charset=utf-8", ...headers } }));
    },
    stop: () => server.stop(true),
  };
}
