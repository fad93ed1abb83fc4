/** A session that another transaction holds is looked at again after so long. */
const LOOK_AGAIN_MS = 100;

interface Held {
  readonly write: { readonly sessionId: string };
}

/** Writes of sessions that another transaction holds: they wait apart, so that nobody else waits for them. */
export interface HeldWrites<W extends Held> {
  add(write: W): void;
  /** True when others of its session wait here: it is behind them now. */
  takeIn(write: W): boolean;
  /** Whether it is time to try them again. */
  isDue(): boolean;
  /** All of them, in the order of each session. */
  takeAll(): W[];
  isEmpty(): boolean;
}

/** @param onDue called when it is time to try them again */
export function createHeldWrites<W extends Held>(onDue: () => void): HeldWrites<W> {
  const bySession = new Map<string, W[]>();
  let isDue = false;
  let isAwaited = false;

  const add = (write: W) => {
    const { sessionId } = write.write;
    const others = bySession.get(sessionId);
    if (others) others.push(write);
    else bySession.set(sessionId, [write]);
    if (isAwaited) return;
    isAwaited = true;
    setTimeout(() => {
      isAwaited = false;
      isDue = true;
      onDue();
    }, LOOK_AGAIN_MS);
  };
  return {
    add,
    takeIn(write) {
      if (!bySession.has(write.write.sessionId)) return false;
      add(write);
      return true;
    },
    isDue: () => isDue,
    takeAll() {
      isDue = false;
      const all = [...bySession.values()].flat();
      bySession.clear();
      return all;
    },
    isEmpty: () => bySession.size === 0,
  };
}
