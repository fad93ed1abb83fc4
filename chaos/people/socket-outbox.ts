import type { Ledger } from "../ledger";
import { fast } from "../time";
import type { Frame } from "./agent-connection";

const RESEND_MS = fast(3000);
/** Sending again would not help. */
const FINAL = ["SESSION_NOT_YOURS", "SESSION_UNKNOWN"];

interface Entry {
  clientMessageId: string;
  sessionId: string;
  text: string;
}

/** Lines sent one after the other, so that none overtakes another, and kept until the server has acknowledged or refused them, whatever happens to the socket. */
export function createSocketOutbox({ ledger, send }: { ledger: Ledger; send(frame: Frame): void }) {
  const waiting = new Map<string, Entry>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let count = 0;
  let sending: string | undefined;

  const deliver = ({ clientMessageId, sessionId, text }: Entry) => send({ type: "send_message", sessionId, text, clientMessageId });
  /** Sends the first that waits. */
  const flush = () => {
    const [next] = waiting.values();
    sending = next?.clientMessageId;
    if (next) deliver(next);
  };
  const take = (clientMessageId: string, fate: "acknowledged" | "refused") => {
    const entry = waiting.get(clientMessageId);
    if (!entry) return undefined;
    waiting.delete(clientMessageId);
    ledger.settle(entry.text, fate);
    if (clientMessageId === sending) flush();
    return entry;
  };
  return {
    flush,
    size: () => waiting.size,
    write(sessionId: string, text: string) {
      const entry = { clientMessageId: `agent-${++count}`, sessionId, text };
      waiting.set(entry.clientMessageId, entry);
      if (sending === undefined) flush();
    },
    settle: (clientMessageId: string) => take(clientMessageId, "acknowledged"),
    refuse(clientMessageId: string, code: string) {
      if (FINAL.includes(code)) return void take(clientMessageId, "refused");
      clearTimeout(timer);
      timer = setTimeout(flush, RESEND_MS);
    },
    /** The console was closed and opened: what it had stored is sent when it is connected. */
    reload: () => clearTimeout(timer),
    stop: () => clearTimeout(timer),
  };
}
