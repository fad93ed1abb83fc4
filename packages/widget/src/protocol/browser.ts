import type { Clock, OpenSocket } from "./connection";

export const browserSocket: OpenSocket = (url, events) => {
  const socket = new WebSocket(url);
  socket.onopen = events.open;
  socket.onmessage = ({ data }) => events.message(data);
  socket.onclose = events.close;
  return {
    send: (data) => socket.send(data),
    close: () => socket.close(),
  };
};

export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
