import type { Ledger } from "../ledger";
import type { Link } from "../link";
import type { Random } from "../random";
import { createWire, note } from "../sockets";
import type { StageAgent } from "../stage";
import type { AgentPerson, HeldLine } from "./agent";
import { createAgentConnection, type Frame } from "./agent-connection";
import { type Loaded, loadDesk } from "./rest-desk";
import { createSocketOutbox } from "./socket-outbox";
import { createTold } from "./told";
import { createTranscripts } from "./transcripts";

interface SocketAgentSpec {
  agent: StageAgent;
  link: Link;
  ledger: Ledger;
  random: Random;
  /** Gets what a connection was told twice, or out of order. */
  told: string[];
}

/** An agent's console written against the documented socket alone, with what such a console needs to lose nothing. */
export function createSocketAgent({ agent, link, ledger, random, told }: SocketAgentSpec): AgentPerson {
  const wire = createWire(random);
  const transcripts = createTranscripts();
  let mine = new Set<string>();
  let queue: string[] = [];
  /** Counts what was told about owners: an answer over REST that is older than that is asked for again. */
  let moves = 0;
  let loading = 0;
  let isLoaded = false;
  let heard = createTold("the socket agent", told);

  const connection = createAgentConnection({
    url: () => `ws://127.0.0.1:${link.port}/ws/agent/${agent.id}?token=${agent.token}`,
    wire,
    random,
    onUp: () => {
      heard = createTold("the socket agent", told);
      connection.send({ type: "get_waiting_sessions" });
      outbox.flush();
      void load();
    },
    onDown: () => {
      isLoaded = false;
    },
    onFrame: receive,
  });
  const outbox = createSocketOutbox({ ledger, send: connection.send });

  async function load(): Promise<void> {
    const number = ++loading;
    const before = moves;
    let desk: Loaded;
    try {
      desk = await loadDesk(`http://127.0.0.1:${link.port}/api`, agent.token);
    } catch (error) {
      note(wire, `loading: ${error}`);
      await Bun.sleep(30);
      return number === loading && connection.isUp() ? load() : undefined;
    }
    if (number !== loading) return;
    if (before !== moves) return load();
    mine = new Set(desk.chats.keys());
    for (const [sessionId, lines] of desk.chats) transcripts.merge(sessionId, lines);
    isLoaded = true;
  }

  function receive(frame: Frame) {
    const sessionId = String(frame.sessionId);
    switch (frame.type) {
      case "waiting_sessions":
        queue = (frame.sessions as { sessionId: string }[]).map((session) => session.sessionId);
        return;
      case "chat_accepted":
        moves += 1;
        mine.add(sessionId);
        return accepted(sessionId, frame.messages as HeldLine[]);
      case "new_message": {
        const { id, text } = frame.message as { id: string; text: string };
        heard.hear(sessionId, Number(id.slice(4)));
        return transcripts.merge(sessionId, [{ id: Number(id.slice(4)), text }]);
      }
      case "chat_assigned":
        // Accepted by this agent, on this console or on another.
        if (frame.agentId !== agent.id || mine.has(sessionId)) return;
        moves += 1;
        return void load();
      case "chat_returned_to_ai":
      case "chat_requeued":
      case "chat_closed":
        moves += 1;
        return void mine.delete(sessionId);
      case "ack": {
        const sent = outbox.settle(String(frame.clientMessageId));
        if (sent) transcripts.merge(sent.sessionId, [{ id: Number(String(frame.id).slice(4)), text: sent.text }]);
        return;
      }
      case "error":
        if (frame.clientMessageId !== undefined) outbox.refuse(String(frame.clientMessageId), String(frame.code));
        return;
    }
  }

  function accepted(sessionId: string, lines: readonly HeldLine[]) {
    heard.begin(sessionId, lines.at(-1)?.id ?? 0);
    transcripts.merge(sessionId, lines);
  }

  return {
    name: agent.name,
    link,
    wire,
    chats: () => [...mine],
    queue: () => queue,
    lines: transcripts.lines,
    unsent: outbox.size,
    isOnline: () => isLoaded,
    say: (chat, sessionId, tailChars) =>
      outbox.write(sessionId, ledger.write(chat, "socket", tailChars, transcripts.lines(sessionId).at(-1)?.id)),
    accept: (sessionId) => connection.send({ type: "accept_chat", sessionId }),
    returnToAi: (sessionId) => connection.send({ type: "return_to_ai", sessionId }),
    close: (sessionId) => connection.send({ type: "close_chat", sessionId }),
    reload() {
      mine = new Set();
      transcripts.clear();
      outbox.reload();
      connection.restart();
    },
    stop() {
      loading += 1;
      connection.stop();
      outbox.stop();
      link.stop();
    },
  };
}
