const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "0s", "45s", "4m 05s", "2h 10m", "3d 4h": never more than two units. Negative counts as 0. */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  if (total < MINUTE) return `${total}s`;
  if (total < HOUR) return `${Math.floor(total / MINUTE)}m ${two(total % MINUTE)}s`;
  if (total < DAY) return `${Math.floor(total / HOUR)}h ${two(Math.floor((total % HOUR) / MINUTE))}m`;
  return `${Math.floor(total / DAY)}d ${Math.floor((total % DAY) / HOUR)}h`;
}

/** "just now", "4 min ago", "2 h ago", "yesterday", "5 days ago", then a date. */
export function formatRelative(at: Date, now: Date): string {
  const seconds = Math.floor((now.getTime() - at.getTime()) / 1000);
  if (seconds < MINUTE) return "just now";
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ago`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ago`;
  if (seconds < 2 * DAY) return "yesterday";
  if (seconds < 7 * DAY) return `${Math.floor(seconds / DAY)} days ago`;
  return formatDate(at, now);
}

/** "14 Mar", with the year when it is not this one. */
export function formatDate(at: Date, now: Date): string {
  const isThisYear = at.getFullYear() === now.getFullYear();
  return at.toLocaleDateString(undefined, { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) });
}

// Kept: making a formatter costs far more than using one, and a transcript uses thousands.
const timeFormat = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const momentFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** "14:05", in the reader's own way. */
export const formatTime = (at: Date): string => timeFormat.format(at);

/** Date and time in full, for a title. */
export const formatMoment = (at: Date): string => momentFormat.format(at);

/** The separator above a day's messages: "Today", "Yesterday" or the date. */
export function formatDay(at: Date, now: Date): string {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(at)) / (DAY * 1000));
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const isThisYear = at.getFullYear() === now.getFullYear();
  return at.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long", ...(isThisYear ? {} : { year: "numeric" }) });
}
