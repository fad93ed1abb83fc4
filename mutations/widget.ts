/** `bun run widget:guards [--only WORD]`: takes one guard of the widget away at a time, in a private copy. Fails when its test stays green. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makePrivateCopy } from "./private-copy";
import { takeAway } from "./take-away";
import { WIDGET_GUARDS, type WidgetGuard } from "./widget-guards";

const TEST_MS = "15000";

const { values } = parseArgs({ options: { only: { type: "string" } } });
const chosen = WIDGET_GUARDS.filter(({ defect, guard }) => `${defect} ${guard}`.includes(values.only ?? ""));
if (chosen.length === 0) throw new Error(`no guard is called ${values.only}`);

const copy = await makePrivateCopy();
const widget = join(copy.folder, "packages/widget");
let missing = 0;
try {
  for (const guard of chosen) await tryWithout(guard);
} finally {
  await copy.remove();
}
console.log(`${chosen.length - missing} of ${chosen.length} guards are missed by the test that is named.`);
process.exit(missing === 0 ? 0 : 1);

/** @throws Error when the test is red with the guard, too */
async function tryWithout(guard: WidgetGuard): Promise<void> {
  const undo = await takeAway(copy.folder, guard);
  const isMissed = await isRed(guard);
  await undo();
  if (isMissed && (await isRed(guard))) throw new Error(`${guard.test}: red although nothing was taken away`);
  if (!isMissed) missing++;
  console.log(`${isMissed ? "red" : "GREEN"} | ${guard.defect} | ${guard.file}: ${guard.guard} | ${guard.spec}: ${guard.test}`);
}

async function isRed({ spec, test }: WidgetGuard): Promise<boolean> {
  const command =
    spec === "build"
      ? ["run", "build.ts", join(copy.folder, "dist")]
      : ["test", "--timeout", TEST_MS, "-t", asPattern(test), `specs/${spec}.spec.ts`];
  const child = Bun.spawn([process.execPath, ...command], { cwd: widget, stdout: "pipe", stderr: "pipe" });
  const [told, complained, code] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text(), child.exited]);
  const output = told + complained;
  const isFailed = spec === "build" ? output.includes(test) : output.includes(`(fail) ${test}`);
  if (isFailed !== (code !== 0) || (!isFailed && spec !== "build" && !output.includes(`(pass) ${test}`)))
    throw new Error(`${test}: ended with ${code}:\n${output}`);
  return isFailed;
}

/** Of a test's whole name. */
function asPattern(name: string): string {
  return `^${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`;
}
