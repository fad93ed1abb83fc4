/** `bun run chaos:mutations [--seed N] [--schedules M]`: takes one guard of the product away at a time. Fails when the harness does not see it. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MUTATIONS, type Mutation } from "./mutation-list";
import { makePrivateCopy } from "./private-copy";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "7" },
    /** After so many schedules without a fault, a guard counts as not missed. */
    schedules: { type: "string", default: "200" },
    /** Schedules that must be green while nothing is taken away. */
    control: { type: "string", default: "40" },
    only: { type: "string" },
  },
});

interface Result {
  guard: string;
  isRed: boolean;
  schedules: number;
  /** The first thing that was not as promised. */
  broke: string;
}

const copy = await makePrivateCopy();
const results: Result[] = [];
try {
  const control = await runChaos(values.control);
  if (control.isRed) throw new Error(`The harness is red although nothing was taken away:\n${control.output}`);
  console.log(`nothing taken away: ${values.control} schedules green`);
  for (const mutation of MUTATIONS.filter(({ guard }) => !values.only || guard.includes(values.only))) {
    const undo = await mutate(mutation);
    const { isRed, output } = await runChaos(values.schedules);
    await undo();
    const [, index] = /FAILED seed \d+ schedule (\d+)/.exec(output) ?? [];
    const [, broke = ""] = /^faults:\n *(.*)$/m.exec(output) ?? [];
    results.push({
      guard: mutation.guard,
      isRed,
      schedules: Number(index ?? values.schedules),
      broke: broke.replaceAll("|", "/").slice(0, 110),
    });
    console.log(`${mutation.guard}: ${isRed ? `red at schedule ${index}: ${broke}` : `NOT SEEN in ${values.schedules} schedules`}`);
  }
} finally {
  await copy.remove();
}
console.log(
  [
    "\n| taken away | seen | at schedule | as |",
    "|---|---|---|---|",
    ...results.map(({ guard, isRed, schedules, broke }) => `| ${guard} | ${isRed ? "yes" : "NO"} | ${schedules} | ${broke} |`),
  ].join("\n"),
);
process.exit(results.every(({ isRed }) => isRed) ? 0 : 1);

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
async function runChaos(schedules: string): Promise<{ isRed: boolean; output: string }> {
  const command = ["bun", "chaos/main.ts", "--seed", values.seed, "--schedules", schedules, "--patience", "10"];
  const child = Bun.spawn(command, { cwd: copy.folder, stdout: "pipe", stderr: "pipe" });
  const [told, complained, code] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text(), child.exited]);
  const output = `${complained}\n${told}`;
  const isRed = output.includes("FAILED seed");
  if ((code !== 0) !== isRed) throw new Error(`the harness ended with ${code}:\n${output}`);
  return { isRed, output };
}
