import { type Figure, format, formatTarget, verdict } from "./figure";

export interface Section {
  name: string;
  title: string;
  figures: Figure[];
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
export function textTable({ name, title, figures }: Section): string {
  const rows = [HEAD, ...figures.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return [`${name}: ${title}`, ...lines.map((line) => `  ${line}`.trimEnd()), ""].join("\n");
}

/** The same for a document. */
export function markdownTable({ title, figures }: Section): string {
  const rows = [HEAD, HEAD.map(() => "---"), ...figures.map(cellsOf)];
  return [`### ${title}`, "", ...rows.map((row) => `| ${row.join(" | ")} |`), ""].join("\n");
}
