import type { Random } from "../random";
import { type EndableSocket, note, socketOf, type Wire } from "../sockets";
import { fast } from "../time";

export type Frame = { type: string } & Record<string, unknown>;

const RETRY = { firstMs: 500, maxMs: 30_000 };
const PING = { everyMs: fast(25_000), answerWithinMs: fast(8_000), openWithinMs: fast(12_000) };

interface ConnectionSpec {
  url(): string;
  wire: Wire;
  random: Random;
  /** The token was accepted. */
  onUp(): void;
  onDown(): void;
  onFrame(frame: Frame): void;
}

/** An agent's socket that comes back by itself, and notices when nobody answers. */
export function createAgentConnection({ url, wire, random, onUp, onDown, onFrame }: ConnectionSpec) {
  const Socket = socketOf(wire);
  let socket: EndableSocket | null = null;
  let isUp = false;
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const plan = (ms: number, run: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };
  const send = (frame: Frame) => {
    if (isUp) socket?.send(JSON.stringify(frame));
  };
  const ping = () => {
    send({ type: "ping" });
    plan(PING.answerWithinMs, drop);
  };
  const abandon = () => {
    const old = socket;
    socket = null;
    isUp = false;
    clearTimeout(timer);
    old?.close();
  };
  const drop = () => {
    abandon();
    const ceiling = Math.min(RETRY.maxMs, RETRY.firstMs * 2 ** attempts++);
    plan(fast(ceiling * (0.5 + random.next() / 2)), connect);
    note(wire, "dropped");
    onDown();
  };
  const connect = () => {
    abandon();
    const mine = new Socket(url());
    socket = mine;
    plan(PING.openWithinMs, drop);
    mine.onmessage = ({ data }) => {
      if (mine !== socket) return;
      const frame = JSON.parse(String(data)) as Frame;
      plan(PING.everyMs, ping);
      if (frame.type !== "connection_status") return onFrame(frame);
      isUp = true;
      attempts = 0;
      onUp();
    };
    mine.onclose = () => {
      if (mine === socket) drop();
    };
  };
  connect();

  return {
    send,
    isUp: () => isUp,
    restart: connect,
    stop() {
      const last = socket;
      abandon();
      last?.terminate();
    },
  };
}
