/**
 * A WebSocket that fails when it is not open in time. Nobody answers the handshake of a connection whose path went dead in that
 * moment, and browsers wait for it for minutes.
 */
export function openWithin(deadlineMs: number, Socket: typeof WebSocket = WebSocket): typeof WebSocket {
  return class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      const timer = setTimeout(() => this.close(), deadlineMs);
      for (const settled of ["open", "close"]) this.addEventListener(settled, () => clearTimeout(timer));
    }
  };
}
