import { busyShare } from "./machine";
import type { Scenario, ScenarioOptions } from "./scenario";
import type { Section } from "./table";

export interface BenchResult {
  sections: Section[];
  raw: Record<string, unknown>;
  /** What all of them wrote to; null when none was measured. */
  database: string | null;
}

/** Runs the scenarios one after the other; one that fails leaves the others their turn. @param show called with each as soon as it is done */
export async function runBench(
  scenarios: readonly Scenario[],
  options: ScenarioOptions,
  show: (section: Section) => void,
): Promise<BenchResult> {
  const result: BenchResult = { sections: [], raw: {}, database: null };
  for (const { name, title, run } of scenarios) {
    const busyBefore = await busyShare();
    const startedAt = Date.now();
    options.tell(`${name}: ${title}`);
    const section: Section = { name, title, busyBefore, figures: [], failure: null };
    try {
      const { figures, database, raw } = await run(options);
      section.figures = figures;
      result.raw[name] = raw;
      result.database = database;
    } catch (error) {
      section.failure = error instanceof Error ? error.message : String(error);
    }
    options.tell(`${name} took ${Math.round((Date.now() - startedAt) / 1000)} s`);
    result.sections.push(section);
    show(section);
  }
  return result;
}
