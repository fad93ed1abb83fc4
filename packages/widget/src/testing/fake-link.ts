import type { Clock, OpenSocket, SocketEvents } from "../protocol/connection";
import type { ClientFrame, ServerFrame } from "../protocol/frames";

/** A clock that stands until it is told to go on. */
export function fakeClock() {
  let now = 1_700_000_000_000;
  let timers: { at: number; run: () => void }[] = [];
  const clock: Clock = {
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  return {
    clock,
    now: () => now,
    pending: () => timers.map((timer) => timer.at - now),
    /** Lets time pass, running what falls due in its order. */
    pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        now = next.at;
        next.run();
      }
      now = end;
    },
  };
}

/** Sockets that a test opens, answers and cuts by hand. */
export function fakeSockets() {
  const all: { url: string; events: SocketEvents; sent: ClientFrame[]; isClosed: boolean }[] = [];
  const open: OpenSocket = (url, events) => {
    const socket = { url, events, sent: [] as ClientFrame[], isClosed: false };
    all.push(socket);
    return {
      send: (data) => void socket.sent.push(JSON.parse(data)),
      close() {
        socket.isClosed = true;
      },
    };
  };
  const last = () => {
    const socket = all.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  };
  return {
    open,
    all,
    last,
    sent: (type: ClientFrame["type"]) => last().sent.filter((frame) => frame.type === type),
    tell: (frame: ServerFrame) => last().events.message(JSON.stringify(frame)),
  };
}
