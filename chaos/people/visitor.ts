import { createChatRecord } from "../../packages/widget/src/protocol/chat-record";
import { type Client, createClient } from "../../packages/widget/src/protocol/client";
import type { OpenSocket } from "../../packages/widget/src/protocol/connection";
import { loadEarlier } from "../../packages/widget/src/protocol/earlier";
import { parseFrame, rowId } from "../../packages/widget/src/protocol/frames";
import { createOutbox } from "../../packages/widget/src/protocol/outbox";
import type { Line } from "../../packages/widget/src/protocol/transcript";
import type { KeyValueStore } from "../../packages/widget/src/store";
import type { Ledger } from "../ledger";
import type { Link } from "../link";
import type { Random } from "../random";
import { createWire, type EndableSocket, socketOf } from "../sockets";
import { createFastClock } from "../time";
import { createTold } from "./told";

interface VisitorSpec {
  siteKey: string;
  chat: number;
  link: Link;
  ledger: Ledger;
  random: Random;
  /** Gets what a connection was told twice, or out of order. */
  told: string[];
}

/** A browser's storage: it outlives the page. */
function createStorage(): KeyValueStore {
  const values = new Map<string, string>();
  return {
    isLasting: true,
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
    keys: () => [...values.keys()],
  };
}

/** A visitor with the widget's own protocol client, and a browser that can be reloaded. */
export function createVisitor({ siteKey, chat, link, ledger, random, told }: VisitorSpec) {
  const storage = createStorage();
  const clock = createFastClock();
  const wire = createWire(random);
  const Socket = socketOf(wire);
  let socket: EndableSocket | null = null;
  let client: Client | null = null;
  let outbox = createOutbox(storage, clock.now);

  const open: OpenSocket = (url, events) => {
    const opened = new Socket(url);
    const heard = createTold(`visitor ${chat}`, told);
    socket = opened;
    opened.addEventListener("message", ({ data }) => {
      const frame = parseFrame(data);
      // Each join is answered from its own `after` on.
      if (frame?.type === "session") heard.begin(url, 0);
      if (frame?.type === "message") heard.hear(url, rowId(frame.id));
    });
    opened.onopen = events.open;
    opened.onmessage = ({ data }) => events.message(data);
    opened.onclose = events.close;
    return { send: (data) => opened.send(data), close: () => opened.close() };
  };
  const visit = () => {
    outbox = createOutbox(storage, clock.now);
    const record = createChatRecord(storage);
    client = createClient({
      siteKey,
      socketOrigin: `ws://127.0.0.1:${link.port}`,
      record,
      outbox,
      open,
      clock,
      random: random.next,
      onChange() {
        // Whoever comes back reads all of it.
        if (client) loadEarlier(client, record.current().sessionId);
      },
      onSent: (line) => ledger.settle(line.text, "acknowledged"),
    });
    client.start();
  };
  const leave = () => {
    client?.stop();
    client = null;
    socket?.terminate();
  };
  visit();

  return {
    chat,
    link,
    clock,
    wire,
    sessionId: () => createChatRecord(storage).current().sessionId,
    /** Null while the page is closed. */
    client: () => client,
    state: () => client?.state ?? null,
    /** Stored lines and waiting ones, as they are shown. */
    lines: (): Line[] => (client?.state.lines ?? []).filter((line) => line.from !== "event"),
    unsent: () => outbox.all(),
    say: (tailChars: number) => client?.sendMessage(ledger.write(chat, "visitor", tailChars)),
    escalate: () => client?.escalate(),
    end: () => client?.end(),
    wake: () => client?.wake(),
    leave,
    visit: () => client ?? visit(),
    reload() {
      leave();
      visit();
    },
    stop() {
      leave();
      link.stop();
    },
  };
}
export type Visitor = ReturnType<typeof createVisitor>;
