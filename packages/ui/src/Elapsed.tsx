import { createNow } from "./create-now";
import { formatDuration } from "./duration";

/** Ticking time since `since` (ISO 8601), with figures that do not dance. */
export function Elapsed(props: { since: string; class?: string }) {
  const now = createNow(1000);
  return (
    <span class={`tabular-nums ${props.class ?? ""}`}>{formatDuration((now().getTime() - new Date(props.since).getTime()) / 1000)}</span>
  );
}
