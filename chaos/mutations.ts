/** `bun run chaos:mutations [--seed N] [--schedules M]`: takes one guard of the product away at a time. Fails when the harness does not see it. */
import { parseArgs } from "node:util";
import { makePrivateCopy } from "../mutations/private-copy";
import { takeAway } from "../mutations/take-away";
import { writeIntoDocument } from "./figures";
import { MUTATIONS, type Mutation } from "./mutation-list";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "7" },
    /** After so many schedules without its fault, a guard counts as not missed. */
    schedules: { type: "string", default: "300" },
    /** Schedules that must be green while nothing is taken away, with each number of processes. */
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
  for (const processes of new Set(chosen.map((mutation) => mutation.processes ?? 1))) {
    const control = await runChaos(["--schedules", values.control], { processes, until: NOTHING });
    if (control.failed.length > 0) throw new Error(`The harness is red although nothing was taken away:\n${control.output}`);
    console.log(`nothing taken away: ${control.schedules} schedules green with ${processes} ${processes === 1 ? "process" : "processes"}`);
  }
  for (const mutation of chosen) results.push(await tryWithout(mutation));
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

/** @throws Error when the schedule in which it was noticed is as red with the guard */
async function tryWithout(mutation: Mutation): Promise<Result> {
  const { guard, breaks, processes = 1 } = mutation;
  const undo = await takeAway(copy.folder, mutation);
  const { failed, schedules } = await runChaos(["--schedules", values.schedules], { processes, until: breaks });
  await undo();
  const { index, fault: broke } = failed.find(({ fault }) => breaks.test(fault)) ?? { index: null, fault: null };
  console.log(
    `${guard}: ${broke === null ? `NOT SEEN in ${schedules} schedules` : `red after ${schedules}, in schedule ${index}: ${broke}`}`,
  );
  if (index !== null) {
    const again = await runChaos(["--schedule", index], { processes, until: NOTHING });
    if (again.failed.length > 0) throw new Error(`${guard}: schedule ${index} is red although nothing was taken away:\n${again.output}`);
  }
  return { guard, broke, schedules };
}

function asCell(text: string): string {
  return text.replaceAll("|", "/").slice(0, 120);
}

interface Run {
  /** Each fault, with the index of its schedule. */
  failed: { index: string; fault: string }[];
  schedules: number;
  output: string;
}

/** @throws Error when the harness ends in anything but green or a failed schedule */
async function runChaos(which: readonly string[], { processes, until }: { processes: number; until: RegExp }): Promise<Run> {
  const fixed = ["--seed", values.seed, "--lanes", values.lanes, "--patience", "30"];
  const child = Bun.spawn(["bun", "chaos/main.ts", ...fixed, ...which, "--processes", String(processes), "--until", until.source], {
    cwd: copy.folder,
    stdout: "pipe",
    stderr: "pipe",
  });
  const [told, complained, code] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text(), child.exited]);
  const output = `${complained}\n${told}`;
  const reports = complained.matchAll(/^FAILED seed \d+ schedule (\d+)[\s\S]*?^faults:\n((?: {2}.*\n)+)/gm);
  const failed = [...reports].flatMap(([, index = "", lines = ""]) => lines.split("\n").map((line) => ({ index, fault: line.trim() })));
  const [, count] = /^(\d+) schedules in/m.exec(told) ?? [];
  if (count === undefined || (code !== 0) !== failed.length > 0) throw new Error(`the harness ended with ${code}:\n${output}`);
  return { failed, schedules: Number(count), output };
}
