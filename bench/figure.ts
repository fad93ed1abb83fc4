import { median } from "./summary";

export type Unit = "x" | "/s" | "ms" | "us" | "KB" | "exponent" | "messages";

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

export type Target = { atLeast: number } | { atMost: number };

/** The median of several rounds, and how far they lie apart. */
export function figure(what: string, unit: Unit, rounds: readonly number[], target: Target | null = null): Figure {
  const spread = rounds.length > 1 ? { min: Math.min(...rounds), max: Math.max(...rounds) } : null;
  return { what, unit, value: median(rounds), spread, target };
}

/** Value by value of two servers that were measured in the same rounds. */
export const ratios = (of: readonly number[], to: readonly number[]): number[] =>
  of.map((value, round) => value / (to[round] ?? Number.NaN));

export function isMet({ value, target }: Figure): boolean {
  if (!target) return true;
  return "atLeast" in target ? value >= target.atLeast : value <= target.atMost;
}

export function verdict(one: Figure): string {
  const { value, target, unit } = one;
  if (!target) return "";
  if (Number.isNaN(value)) return "not measured";
  if (isMet(one)) return "met";
  const bound = "atLeast" in target ? target.atLeast : target.atMost;
  const share = bound === 0 ? "" : ` (${Math.round(Math.abs(value / bound - 1) * 100)} %)`;
  return `not met by ${format(Math.abs(value - bound), unit)}${share}`;
}

export function formatTarget({ target, unit }: Figure): string {
  if (!target) return "";
  return "atLeast" in target ? `>= ${format(target.atLeast, unit)}` : `<= ${format(target.atMost, unit)}`;
}

export function format(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return "none";
  if (unit === "/s") return `${Math.round(value).toLocaleString("en")}/s`;
  if (unit === "messages") return String(Math.round(value));
  const text = value.toFixed(unit === "us" || Math.abs(value) >= 100 ? 0 : 2);
  return unit === "exponent" ? text : `${text} ${unit}`;
}
