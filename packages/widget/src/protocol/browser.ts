import type { Clock, OpenSocket } from "./connection";

export const browserSocket: OpenSocket = (url, events) => {
  const socket = new WebSocket(url);
  socket.onopen = events.open;
  socket.onmessage = ({ data }) => events.message(data);
  socket.onclose = events.close;
  return socket;
};

export const browserClock: Clock = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
