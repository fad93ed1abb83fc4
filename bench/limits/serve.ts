import type { Server, ServerWebSocket } from "bun";

/** What a message needs to be stored. */
export interface Line {
  sessionId: string;
  senderType: "visitor" | "agent";
  senderId: number | null;
  text: string;
  clientMessageId: string;
}

/** Calls `stored` with the row's id once the line is kept, in whatever way this limit keeps it. */
export type Keep = (line: Line, stored: (id: number) => void) => void;

interface Peer {
  side: "visitor" | "agent";
  /** Session id of a visitor, number of an agent. */
  name: string;
  /** Topic of who hears a visitor. */
  agentTopic: string;
}

/**
 * The least a chat server does: takes the documented frames, acknowledges, tells the other side. It checks nothing and knows no session, account or token.
 * `/ws/{sessionId}?agent={id}` is a visitor whose chat that agent has, `/ws/agent/{id}` an agent. The first line of output is the port.
 */
export function serveLimit(keep: Keep): void {
  const server: Server<Peer> = Bun.serve<Peer>({
    hostname: "127.0.0.1",
    port: 0,
    fetch(request, at): Response | undefined {
      const url = new URL(request.url);
      // What a server costs that only answers: REST is compared with it.
      if (url.pathname === "/") return Response.json({ success: true });
      const [, , first = "", second] = url.pathname.split("/");
      const data: Peer =
        second === undefined
          ? { side: "visitor", name: first, agentTopic: `agent/${url.searchParams.get("agent")}` }
          : { side: "agent", name: second, agentTopic: "" };
      return at.upgrade(request, { data }) ? undefined : new Response("a socket is served here", { status: 404 });
    },
    websocket: {
      data: {} as Peer,
      idleTimeout: 120,
      open: (socket) => void socket.subscribe(`${socket.data.side}/${socket.data.name}`),
      message: (socket, data) => (socket.data.side === "visitor" ? fromVisitor : fromAgent)(server, keep, socket, String(data)),
    },
  });
  process.stdout.write(`${server.port}\n`);
  void endWithParent();
}

/** Nothing is written to the input: it ends when the bench does, however that ends. */
async function endWithParent(): Promise<void> {
  await Bun.stdin.text();
  process.exit(0);
}

function fromVisitor(server: Server<Peer>, keep: Keep, socket: ServerWebSocket<Peer>, data: string): void {
  const { sessionId, message: text, clientMessageId } = JSON.parse(data) as { sessionId: string; message: string; clientMessageId: string };
  keep({ sessionId, senderType: "visitor", senderId: null, text, clientMessageId }, (row) => {
    const id = `msg_${row}`;
    const timestamp = new Date().toISOString();
    const message = { id, text, sender: "customer", timestamp };
    socket.send(JSON.stringify({ type: "ack", clientMessageId, id, timestamp }));
    server.publish(socket.data.agentTopic, JSON.stringify({ type: "new_message", sessionId, message, timestamp }));
  });
}

const metadata = { agentName: "Robin Reed", isAI: false };

function fromAgent(server: Server<Peer>, keep: Keep, socket: ServerWebSocket<Peer>, data: string): void {
  const { sessionId, text, clientMessageId } = JSON.parse(data) as { sessionId: string; text: string; clientMessageId: string };
  keep({ sessionId, senderType: "agent", senderId: Number(socket.data.name), text, clientMessageId }, (row) => {
    const id = `msg_${row}`;
    const timestamp = new Date().toISOString();
    socket.send(JSON.stringify({ type: "ack", clientMessageId, id, timestamp }));
    const told = { type: "message", id, message: text, timestamp, metadata, sender: "agent", clientMessageId };
    server.publish(`visitor/${sessionId}`, JSON.stringify(told));
  });
}
