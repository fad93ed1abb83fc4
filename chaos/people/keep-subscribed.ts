import { beginAgain, type Handlers } from "../../packages/agent/src/state/begin-again";
import { note, type Wire } from "../sockets";
import { createFastClock } from "../time";

interface Kept<T> {
  /** As the notes call it. */
  what: string;
  wire: Wire;
  begin(handlers: Handlers<T>): { unsubscribe(): void };
  onData(item: T): void;
}

const { after } = createFastClock();

/** A subscription of the agent app, in the clients' faster time. @returns how to end it */
export function keepSubscribed<T>({ what, wire, begin, onData }: Kept<T>): () => void {
  return beginAgain<T>({
    begin,
    onData,
    onError(error) {
      note(wire, `${what}: ${error}`);
      return true;
    },
    random: wire.random.next,
    after,
  });
}
