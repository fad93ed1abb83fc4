import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Outcome } from "./run-schedule";
import type { Step } from "./schedule/steps";

const DOCUMENT = join(import.meta.dir, "../docs/reliability.md");

const sum = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);
const thousands = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** What steps count as, in the order in which they are told. */
const FAULTS: readonly (readonly [string, readonly Step["do"][]])[] = [
  ["kill -9 of a server", ["kill server"]],
  ["ordinary stop of a server", ["stop server"]],
  ["kill -9 of the database", ["kill database"]],
  ["kill -9 of Redis", ["kill redis"]],
  ["paths cut", ["cut"]],
  ["paths down for a while", ["block"]],
  ["paths frozen in one direction", ["freeze"]],
  ["paths that lead nowhere", ["half-open"]],
  ["slow paths and slow readers", ["delay", "trickle"]],
  ["single connections stalled", ["stall"]],
  ["clocks set", ["jump server clock", "jump visitor clock"]],
  ["pages reloaded or left", ["reload visitor", "reload agent", "leave"]],
];

/** A run as a table. @param seconds how long it took */
export function figuresOf(outcomes: readonly Outcome[], run: { seed: number; processes: number; seconds: number }): string {
  const steps = outcomes.flatMap(({ met }) => met);
  const count = (kinds: readonly Step["do"][]) => steps.filter((step) => kinds.includes(step.do)).length;
  const faults = outcomes.flatMap((outcome) => outcome.faults);
  const faultsLike = (text: RegExp) => faults.filter((fault) => text.test(fault)).length;
  const rows: [string, number | string][] = [
    ["schedules, seed", `${thousands(outcomes.length)}, ${run.seed}`],
    ["chats", sum(outcomes, ({ schedule }) => schedule.chats)],
    ["lines that people wrote", sum(outcomes, (outcome) => outcome.lines)],
    ["of them refused: the chat had left its agent", sum(outcomes, (outcome) => outcome.refused)],
    ["messages stored, the assistant's included", sum(outcomes, (outcome) => outcome.stored)],
    ["frames sent twice", sum(outcomes, (outcome) => outcome.duplicated)],
    ...FAULTS.map(([name, kinds]): [string, number] => [name, count(kinds)]).filter(([, times]) => times > 0),
    ["**schedules that did not end as promised**", outcomes.filter((outcome) => outcome.faults.length > 0).length],
    ["**lost**", faultsLike(/^lost/)],
    ["**stored or told twice, or out of order**", faultsLike(/stored \d+ times|was told|written later/)],
    ["**refused without a reason, or refused and stored**", faultsLike(/^refused/)],
    ["**lists that differed**", faultsLike(/differs from the rows/)],
    ["**said out of turn, taken twice, or in a strange chat**", faultsLike(/spoke while|of an earlier turn|taken twice|of another chat/)],
    ["minutes", (run.seconds / 60).toFixed(1)],
  ];
  const name = run.processes === 1 ? "one process" : `${run.processes} processes and Redis`;
  return [
    `| ${name} | |`,
    "|---|---:|",
    ...rows.map(([what, value]) => `| ${what} | ${typeof value === "number" ? thousands(value) : value} |`),
  ].join("\n");
}

/** Puts a text between the two comments of that name. @throws Error when the document has no such comments */
export async function writeIntoDocument(name: string, text: string): Promise<void> {
  const document = await readFile(DOCUMENT, "utf8");
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`docs/reliability.md has no ${begin} before a ${end}`);
  await writeFile(DOCUMENT, `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`);
}
