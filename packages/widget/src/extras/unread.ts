import { fill } from "../i18n/strings";
import type { ExtrasHost } from "./main";

const KEY = "read";

/** Counts lines of the other side after the last one read, which all tabs share through the store. */
export function createUnread({ store, host, strings, client, isReading }: ExtrasHost) {
  const lastRead = () => Number(store.get(KEY) ?? 0);
  return () => {
    const received = client.state.lines.filter(({ from }) => from === "agent" || from === "assistant");
    const last = received.slice(-1)[0]?.id ?? 0;
    if (isReading() && last > lastRead()) store.set(KEY, String(last));
    const read = lastRead();
    const count = received.filter(({ id }) => id > read).length;
    const title = host.config().widgetTitle;
    host.setUnread(count, count ? fill(strings.unread, { title, count }) : title);
  };
}
