/** A socket that is spoken to in parsed frames while a chat is set up, and in raw text while it is measured. */
export interface Wire {
  send(frame: string | object): void;
  /** The next frame of this type that `matches`. Frames that came before it was asked for are not looked at. */
  next(type: string, matches?: (frame: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  /** From now on every frame goes here, unparsed. */
  listen(take: (frame: string) => void): void;
  close(): void;
}

const ANSWER_MS = 30_000;

export async function openWire(url: string, onTrouble: (what: string) => void): Promise<Wire> {
  const socket = new WebSocket(url);
  let isClosing = false;
  let waiters: { start: string; take(frame: Record<string, unknown>): void }[] = [];
  const opened = Promise.withResolvers<void>();
  socket.onopen = () => opened.resolve();
  socket.onclose = ({ code, reason }) => {
    opened.reject(new Error(`${url} closed with ${code} ${reason}`));
    if (!isClosing) onTrouble(`a socket closed with ${code} ${reason}`);
  };
  socket.onmessage = ({ data }) => {
    const text = String(data);
    if (text.startsWith('{"type":"error"')) onTrouble(text);
    // A desk is told the whole queue again and again: what nobody waits for is not parsed.
    const asked = waiters.filter(({ start }) => text.startsWith(start));
    if (asked.length === 0) return;
    const frame = JSON.parse(text) as Record<string, unknown>;
    for (const { take } of asked) take(frame);
  };
  await opened.promise;

  return {
    send: (frame) => void socket.send(typeof frame === "string" ? frame : JSON.stringify(frame)),
    next(type, matches = () => true) {
      const { promise, resolve, reject } = Promise.withResolvers<Record<string, unknown>>();
      const timer = setTimeout(() => reject(new Error(`no ${type} within ${ANSWER_MS} ms`)), ANSWER_MS);
      const waiter = {
        start: `{"type":"${type}"`,
        take(frame: Record<string, unknown>) {
          if (!matches(frame)) return;
          clearTimeout(timer);
          waiters = waiters.filter((one) => one !== waiter);
          resolve(frame);
        },
      };
      waiters.push(waiter);
      return promise;
    },
    listen(take) {
      socket.onmessage = ({ data }) => take(String(data));
    },
    close() {
      isClosing = true;
      socket.close();
    },
  };
}
