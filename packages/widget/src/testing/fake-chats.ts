import type { ClientFrame, MessageFrame, SentFile, ServerFrame, SessionState } from "../protocol/frames";

export type FakeSocket = Bun.ServerWebSocket<string>;

export interface FakeChat {
  secret: string;
  state: SessionState;
  joins: (ClientFrame & { type: "join" })[];
  messages: MessageFrame[];
  sockets: Set<FakeSocket>;
  /** All that was asked of a chat that was joined. */
  asked: ClientFrame[];
}

/** As many are told at once of those from before. */
const HISTORY = 50;

/** Chats in memory behind the visitor's protocol. Each message is answered by its own text, unless told not to. */
export function createFakeChats() {
  const chats = new Map<string, FakeChat>();
  let nextId = 1;
  let isAnswering = true;
  let refusal: string | undefined;
  let stoppedAt: string | undefined;
  let facts: Partial<ServerFrame & { type: "session" }> = {};
  let isPaged = false;
  const stamp = () => stoppedAt ?? new Date().toISOString();

  const tell = (socket: FakeSocket, frame: ServerFrame) => void socket.send(JSON.stringify({ ...frame, timestamp: stamp() }));
  const publish = (chat: FakeChat, frame: ServerFrame, except?: FakeSocket) => {
    for (const socket of chat.sockets) if (socket !== except) tell(socket, frame);
  };
  const say = (sessionId: string, message: string, metadata: MessageFrame["metadata"]) => {
    const chat = chats.get(sessionId);
    if (!chat) return;
    const frame: MessageFrame = { type: "message", id: `msg_${nextId++}`, message, timestamp: stamp(), sender: "agent", metadata };
    chat.messages.push(frame);
    publish(chat, { type: "typing", isTyping: false });
    publish(chat, frame);
  };

  const join = (socket: FakeSocket, frame: ClientFrame & { type: "join" }) => {
    const sessionId = socket.data;
    const chat = chats.get(sessionId) ?? {
      secret: frame.visitorSecret,
      state: "assistant",
      joins: [],
      messages: [],
      sockets: new Set(),
      asked: [],
    };
    if (chat.secret !== frame.visitorSecret) return tell(socket, { type: "error", code: "SESSION_FOREIGN", message: "Not your chat" });
    chats.set(sessionId, chat);
    chat.sockets.add(socket);
    chat.joins.push(frame);
    const { state } = chat;
    const wanted = chat.messages.filter(({ id }) => Number(id.slice(4)) > (frame.after ?? 0));
    const told = isPaged && !frame.after ? wanted.slice(-HISTORY) : wanted;
    const hasEarlier = told.length < wanted.length;
    tell(socket, { type: "session", sessionId, state, agentName: null, position: 0, estimatedWait: 0, hasEarlier, ...facts });
    for (const message of told) tell(socket, message);
  };

  const tellEarlier = (socket: FakeSocket, chat: FakeChat, before: number) => {
    const earlier = chat.messages.filter(({ id }) => Number(id.slice(4)) < before);
    tell(socket, { type: "history", messages: earlier.slice(-HISTORY), hasEarlier: earlier.length > HISTORY });
  };

  const store = (socket: FakeSocket, chat: FakeChat, { clientMessageId, message }: ClientFrame & { type: "message" | "leave_message" }) => {
    const known = chat.messages.find((other) => other.clientMessageId === clientMessageId);
    const stored: MessageFrame = known ?? {
      type: "message",
      id: `msg_${nextId++}`,
      message,
      timestamp: stamp(),
      sender: "customer",
      clientMessageId,
    };
    tell(socket, { type: "ack", clientMessageId, id: stored.id, timestamp: stored.timestamp });
    if (known) return;
    chat.messages.push(stored);
    publish(chat, stored, socket);
    if (isAnswering) say(socket.data, `Answer to: ${message}`, { agentName: "AI Assistant", isAI: true });
  };

  return {
    chats,
    say,
    publish(sessionId: string, frame: ServerFrame) {
      const chat = chats.get(sessionId);
      if (chat) publish(chat, frame);
    },
    /** From now on messages are refused with this code; without one they are taken. */
    refuseMessages(code?: string) {
      refusal = code;
    },
    setAnswering(answering: boolean) {
      isAnswering = answering;
    },
    /** What every chat that is joined from now on says of itself. */
    setFacts(told: typeof facts) {
      facts = told;
    },
    /** From now on who comes anew is told the last fifty lines, and those before when they are asked for. */
    pageHistory() {
      isPaged = true;
    },
    /** Stores a visitor's file as a line, and tells the others. */
    addFile(sessionId: string, clientMessageId: string, file: SentFile): MessageFrame | undefined {
      const chat = chats.get(sessionId);
      if (!chat) return undefined;
      const frame: MessageFrame = {
        type: "message",
        id: `msg_${nextId++}`,
        message: file.name,
        timestamp: stamp(),
        sender: "customer",
        clientMessageId,
        metadata: { file },
      };
      chat.messages.push(frame);
      publish(chat, frame);
      return frame;
    },
    /** From now on all that happens, happens at this instant (ISO 8601). */
    stopClock(at: string) {
      stoppedAt = at;
    },
    receive(socket: FakeSocket, frame: ClientFrame) {
      if (frame.type === "ping") return tell(socket, { type: "pong" });
      if (frame.type === "join") return join(socket, frame);
      const chat = chats.get(socket.data);
      if (!chat?.sockets.has(socket)) return tell(socket, { type: "error", code: "SESSION_UNKNOWN", message: "Join first" });
      chat.asked.push(frame);
      if (frame.type === "message" && refusal)
        return tell(socket, { type: "error", code: refusal, message: "Not this", clientMessageId: frame.clientMessageId });
      if (frame.type === "message" || frame.type === "leave_message") store(socket, chat, frame);
      if (frame.type === "history") tellEarlier(socket, chat, frame.before);
      if (frame.type === "mail_transcript") tell(socket, { type: "transcript_mailed" });
      if (frame.type === "end_chat") publish(chat, { type: "chat_closed", message: "" });
      if (frame.type !== "escalate") return;
      chat.state = "queued";
      publish(chat, { type: "queue_update", position: 2, estimatedWait: 4 });
    },
    leave: (socket: FakeSocket) => void chats.get(socket.data)?.sockets.delete(socket),
  };
}
