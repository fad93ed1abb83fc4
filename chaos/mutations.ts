/** `bun run chaos:mutations [--seed N] [--schedules M]`: takes one guard of the product away at a time. Fails when the harness does not see it. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { writeIntoDocument } from "./figures";
import { MUTATIONS, type Mutation } from "./mutation-list";
import { makePrivateCopy } from "./private-copy";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "7" },
    /** After so many schedules without its fault, a guard counts as not missed. */
    schedules: { type: "string", default: "300" },
    /** Schedules that must be green while nothing is taken away. */
    control: { type: "string", default: "60" },
    lanes: { type: "string", default: "3" },
    only: { type: "string" },
    /** Writes the table into docs/reliability.md. */
    "write-docs": { type: "boolean", default: false },
  },
});

interface Result {
  guard: string;
  /** The first thing that was not as promised; null when nothing was noticed. */
  broke: string | null;
  schedules: number;
}

const chosen = MUTATIONS.filter(({ guard }) => !values.only || guard.includes(values.only));
if (chosen.length === 0) throw new Error(`no guard is called ${values.only}`);
const NOTHING = /^$/;
const copy = await makePrivateCopy();
const results: Result[] = [];
try {
  const control = await runChaos(values.control, NOTHING);
  if (control.faults.length > 0) throw new Error(`The harness is red although nothing was taken away:\n${control.output}`);
  console.log(`nothing taken away: ${control.schedules} schedules green`);
  for (const mutation of chosen) {
    const undo = await mutate(mutation);
    const { faults, schedules } = await runChaos(values.schedules, mutation.breaks, mutation.processes);
    await undo();
    const broke = faults.find((fault) => mutation.breaks.test(fault)) ?? null;
    results.push({ guard: mutation.guard, broke, schedules });
    console.log(`${mutation.guard}: ${broke === null ? `NOT SEEN in ${schedules} schedules` : `red after ${schedules}: ${broke}`}`);
  }
} finally {
  await copy.remove();
}
const rows = results.map(
  ({ guard, broke, schedules }) => `| ${guard} | ${broke === null ? "never" : `${schedules} schedules`} | ${asCell(broke ?? "")} |`,
);
const table = ["| taken away | noticed within | as |", "|---|---|---|", ...rows].join("\n");
console.log(`\n${table}`);
if (values["write-docs"] && results.length === MUTATIONS.length && results.every(({ broke }) => broke !== null))
  await writeIntoDocument("mutations", table);
process.exit(results.every(({ broke }) => broke !== null) ? 0 : 1);

function asCell(text: string): string {
  return text.replaceAll("|", "/").slice(0, 120);
}

/** @throws Error when the text to change is not there exactly once */
async function mutate({ guard, file, find, replace }: Mutation): Promise<() => Promise<void>> {
  const path = join(copy.folder, file);
  const text = await readFile(path, "utf8");
  const found = text.split(find).length - 1;
  if (found !== 1) throw new Error(`${guard}: ${file} has the text to change ${found} times, not once: ${find}`);
  await writeFile(
    path,
    text.replace(find, () => replace),
  );
  return () => writeFile(path, text);
}

/** @throws Error when the harness ends in anything but green or a failed schedule */
async function runChaos(schedules: string, until: RegExp, processes = 1): Promise<{ faults: string[]; schedules: number; output: string }> {
  const options = [
    "--seed",
    values.seed,
    "--schedules",
    schedules,
    "--processes",
    String(processes),
    "--patience",
    "30",
    "--lanes",
    values.lanes,
    "--until",
    until.source,
  ];
  const child = Bun.spawn(["bun", "chaos/main.ts", ...options], { cwd: copy.folder, stdout: "pipe", stderr: "pipe" });
  const [told, complained, code] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text(), child.exited]);
  const output = `${complained}\n${told}`;
  const faults = [...complained.matchAll(/^faults:\n((?: {2}.*\n)+)/gm)].flatMap(([, lines = ""]) =>
    lines.split("\n").map((line) => line.trim()),
  );
  const [, count] = /^(\d+) schedules in/m.exec(told) ?? [];
  if (count === undefined || (code !== 0) !== faults.length > 0) throw new Error(`the harness ended with ${code}:\n${output}`);
  return { faults, schedules: Number(count), output };
}
