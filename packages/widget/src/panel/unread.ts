import type { Line } from "../protocol/transcript";
import type { KeyValueStore } from "../store";

const KEY = "read";

/** Counts lines of the other side after the last one read, which all tabs share through the store. */
export function createUnread(store: KeyValueStore, tell: (count: number) => void) {
  const lastRead = () => Number(store.get(KEY) ?? 0);
  return (lines: readonly Line[], isReading: boolean) => {
    const received = lines.filter((line) => line.from === "agent" || line.from === "assistant");
    const last = received[received.length - 1]?.id ?? 0;
    if (isReading && last > lastRead()) store.set(KEY, String(last));
    tell(received.filter((line) => line.id > lastRead()).length);
  };
}
