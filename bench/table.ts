import { type Figure, format, formatTarget, verdict } from "./figure";

export interface Section {
  name: string;
  title: string;
  /** How busy the machine was with other things, from 0 to 1. */
  busyBefore: number;
  figures: Figure[];
  /** Why there are none. */
  failure: string | null;
}

const QUIET_MAX = 0.1;

function remarksOf({ busyBefore, failure }: Section): string[] {
  const busy = `Noisy: the machine was ${Math.round(busyBefore * 100)} % busy with other things before this. Trust ratios at most.`;
  return [...(failure ? [`Not measured: ${failure}`] : []), ...(busyBefore > QUIET_MAX ? [busy] : [])];
}

const HEAD = ["figure", "measured", "lowest..highest", "target", "verdict"];

const cellsOf = (figure: Figure): string[] => [
  figure.what,
  format(figure.value, figure.unit),
  figure.spread ? `${format(figure.spread.min, figure.unit)}..${format(figure.spread.max, figure.unit)}` : "",
  formatTarget(figure),
  verdict(figure),
];

/** For a terminal: columns of equal width. */
export function textTable(section: Section): string {
  const { name, title, figures } = section;
  const rows = [HEAD, ...figures.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return [`${name}: ${title}`, ...remarksOf(section), ...lines.map((line) => `  ${line}`.trimEnd()), ""].join("\n");
}

/** The same for a document. */
export function markdownTable(section: Section): string {
  const { title, figures } = section;
  const rows = [HEAD, HEAD.map(() => "---"), ...figures.map(cellsOf)];
  return [
    `### ${title}`,
    "",
    ...remarksOf(section).flatMap((remark) => [remark, ""]),
    ...rows.map((row) => `| ${row.join(" | ")} |`),
    "",
  ].join("\n");
}
