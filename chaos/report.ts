import type { Outcome } from "./run-schedule";
import { describeStep } from "./schedule/steps";

/** A failed schedule, with all that is needed to look into it and to run it again. */
export function describeOutcome({ schedule, faults, notes, seconds }: Outcome, processes: number): string {
  return [
    `\nFAILED seed ${schedule.seed} schedule ${schedule.index} after ${seconds.toFixed(1)} s`,
    `again: bun run chaos --seed ${schedule.seed} --schedule ${schedule.index} --processes ${processes}`,
    "steps:",
    ...[...schedule.steps, ...schedule.finale].map((step, number) => `  ${number} ${describeStep(step)}`),
    "faults:",
    ...faults.map((fault) => `  ${fault.replaceAll("\n", "\n  ")}`),
    "what the clients' sockets saw last:",
    ...notes.map((line) => `  ${line}`),
  ].join("\n");
}

const sum = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0);

/** Figures of a run, a line each. */
export function summarise(outcomes: readonly Outcome[], seconds: number): string {
  const kinds = new Map<string, number>();
  for (const { schedule } of outcomes)
    for (const step of [...schedule.steps, ...schedule.finale]) kinds.set(step.do, (kinds.get(step.do) ?? 0) + 1);
  const failed = outcomes.filter((outcome) => outcome.faults.length > 0);
  return [
    `${outcomes.length} schedules in ${Math.round(seconds)} s (${Math.round((outcomes.length / seconds) * 60)} a minute), ${failed.length} failed${failed.length > 0 ? `: ${failed.map(({ schedule }) => schedule.index).join(", ")}` : ""}`,
    `${sum(outcomes, (one) => one.lines)} lines written, ${sum(outcomes, (one) => one.refused)} refused, ${sum(outcomes, (one) => one.stored)} messages stored, ${sum(outcomes, (one) => one.duplicated)} frames doubled`,
    [...kinds]
      .sort(([, one], [, other]) => other - one)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(", "),
  ].join("\n");
}
