import { type Accessor, createSignal, onCleanup } from "solid-js";

/** The present, refreshed every `everyMs` while its owner lives. */
export function createNow(everyMs = 1000): Accessor<Date> {
  const [now, setNow] = createSignal(new Date());
  const timer = setInterval(() => setNow(new Date()), everyMs);
  onCleanup(() => clearInterval(timer));
  return now;
}
