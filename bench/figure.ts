import { median } from "./summary";

export type Unit = "x" | "/s" | "ms" | "us" | "KB" | "%" | "exponent" | "messages" | "questions" | "visitors" | "answers";

const COUNTS: ReadonlySet<Unit> = new Set(["messages", "questions", "visitors", "answers"]);

/** One line of the table. */
export interface Figure {
  what: string;
  unit: Unit;
  value: number;
  /** Lowest and highest of the rounds, where there were several. */
  spread: { min: number; max: number } | null;
  /** What it is to reach; null for what is only there to compare with. */
  target: Target | null;
}

/** `aim`: what is hoped for beyond the target. */
export type Target = { atLeast: number; aim?: number } | { atMost: number };

/** The median of several rounds, and how far they lie apart. */
export function figure(what: string, unit: Unit, rounds: readonly number[], target: Target | null = null): Figure {
  const spread = rounds.length > 1 ? { min: Math.min(...rounds), max: Math.max(...rounds) } : null;
  return { what, unit, value: median(rounds), spread, target };
}

/** Value by value of two servers that were measured in the same rounds. */
export const ratios = (of: readonly number[], to: readonly number[]): number[] =>
  of.map((value, round) => value / (to[round] ?? Number.NaN));

export const isMeasured = ({ value }: Figure): boolean => Number.isFinite(value);

/** What was not measured meets no target. */
export function isMet(one: Figure): boolean {
  const { value, target } = one;
  if (!target) return true;
  if (!isMeasured(one)) return false;
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}

/** Counts of what must not be at all, as lost messages: a bench that finds one has failed, however fast the server was. */
export const isForbidden = ({ target }: Figure): boolean => target !== null && "atMost" in target && target.atMost === 0;

export function verdict(one: Figure): string {
  const { value, target, unit } = one;
  if (!target) return "";
  if (!isMeasured(one)) return "not measured";
  if (isMet(one))
    return "aim" in target && target.aim !== undefined && value < target.aim ? `met, the aim ${missed(value, target.aim, unit)}` : "met";
  const bound = "atLeast" in target ? target.atLeast : target.atMost;
  return missed(value, bound, unit);
}

function missed(value: number, bound: number, unit: Unit): string {
  const share = bound === 0 ? "" : ` (${Math.round(Math.abs(value / bound - 1) * 100)} %)`;
  return `not met by ${format(Math.abs(value - bound), unit)}${share}`;
}

export function formatTarget({ target, unit }: Figure): string {
  if (!target) return "";
  if ("atMost" in target) return `<= ${format(target.atMost, unit)}`;
  const aim = target.aim === undefined ? "" : `, aim ${format(target.aim, unit)}`;
  return `>= ${format(target.atLeast, unit)}${aim}`;
}

export function format(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return "none";
  if (unit === "/s") return `${Math.round(value).toLocaleString("en")}/s`;
  if (COUNTS.has(unit)) return String(Math.round(value));
  if (unit === "%") return `${Math.round(value)} %`;
  const text = value.toFixed(unit === "us" || Math.abs(value) >= 100 ? 0 : 2);
  return unit === "exponent" ? text : `${text} ${unit}`;
}
