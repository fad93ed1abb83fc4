import { busyShare } from "./machine";
import type { Outcome, Scenario, ScenarioOptions } from "./scenario";
import type { Section } from "./table";

/** Runs the scenarios one after the other. */
export async function runBench(scenarios: readonly Scenario[], options: ScenarioOptions) {
  const sections: Section[] = [];
  const raw: Record<string, unknown> = {};
  let faults = 0;
  for (const { name, title, run } of scenarios) {
    const busyBefore = await busyShare();
    const startedAt = Date.now();
    options.tell(`${name}: ${title}`);
    const outcome: Outcome = await run(options);
    options.tell(`${name} took ${Math.round((Date.now() - startedAt) / 1000)} s`);
    sections.push({ name, title, busyBefore, figures: outcome.figures });
    raw[name] = outcome.raw;
    faults += outcome.faults;
  }
  return { sections, faults, raw };
}
