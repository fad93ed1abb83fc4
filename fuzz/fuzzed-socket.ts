import { until } from "../e2e/harness/until";
import { TO_AGENT, TO_VISITOR } from "../packages/rest-adapter/src/ws/server-frames";
import type { SocketAct } from "./socket-acts";

export interface FuzzedSocket {
  /** Sends a frame and waits until the server has dealt with it. `fault`: what no socket may do; null when it did not. */
  send(frame: SocketAct["frame"]): Promise<{ isRefused: boolean; fault: string | null }>;
  close(): void;
}

interface Declared {
  safeParse(value: unknown): { success: boolean; error?: { message: string } | undefined };
}

const ANSWER_MS = 20_000;

/** A socket that must stay open whatever is sent on it, and whose every frame must be as declared. */
export async function openFuzzedSocket(kind: SocketAct["kind"], url: string): Promise<FuzzedSocket> {
  const declared: Record<string, Declared> = kind === "visitor" ? TO_VISITOR : TO_AGENT;
  const socket = new WebSocket(url.replace(/^http/, "ws"));
  let faults: string[] = [];
  let refusals = 0;
  let marks = 0;
  let onMark = () => {};
  let isClosing = false;

  socket.onmessage = ({ data }) => {
    const { type, ...facts } = JSON.parse(String(data)) as { type: string; code?: string; message?: string };
    const checked = declared[type]?.safeParse(facts);
    if (!checked?.success) faults.push(`undeclared frame ${String(data).slice(0, 500)}: ${checked?.error?.message ?? "no such type"}`);
    if (type !== "error") return;
    if (facts.code === "INTERNAL" || facts.code === "UNAVAILABLE") faults.push(`a defect: ${data}`);
    if (facts.message === `Unknown frame type: mark-${marks}`) onMark();
    else refusals++;
  };
  socket.onclose = ({ code, reason }) => {
    if (!isClosing) faults.push(`closed with ${code} ${reason}`);
    onMark();
  };
  await until("the socket to open", () => socket.readyState === WebSocket.OPEN);

  return {
    async send(frame) {
      const before = refusals;
      const { promise, resolve } = Promise.withResolvers<void>();
      onMark = resolve;
      marks++;
      socket.send(typeof frame === "string" ? frame : new Uint8Array(frame));
      // Frames are dealt with in order: when this one is refused, the one before it has been dealt with.
      socket.send(`{"type":"mark-${marks}"}`);
      const timer = setTimeout(() => {
        faults.push(`no answer within ${ANSWER_MS} ms`);
        resolve();
      }, ANSWER_MS);
      await promise;
      clearTimeout(timer);
      const fault = faults.length > 0 ? faults.join("\n") : null;
      faults = [];
      return { isRefused: refusals > before, fault };
    },
    close() {
      isClosing = true;
      socket.close();
    },
  };
}
