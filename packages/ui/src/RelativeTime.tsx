import { createNow } from "./create-now";
import { formatMoment, formatRelative } from "./duration";

/** `at` is ISO 8601. The full moment is the title. */
export function RelativeTime(props: { at: string; class?: string }) {
  const now = createNow(20_000);
  const at = () => new Date(props.at);
  return (
    <time datetime={props.at} title={formatMoment(at())} class={props.class}>
      {formatRelative(at(), now())}
    </time>
  );
}
