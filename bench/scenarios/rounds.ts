import type { PhaseResult } from "../driver/job";
import { type Figure, figure } from "../figure";
import type { ScenarioOptions } from "../scenario";
import { type Contender, type ServerName, type Stage, sumOfFaults, type TalkResult } from "../stage/stage";

export type Rounds = Map<ServerName, TalkResult[]>;

/** Another one begins in each round: none always has what the one before it left behind. */
export const rotated = <T>(all: readonly T[], round: number): T[] => all.map((_, index) => all[(index + round - 1) % all.length] as T);

/** Measures all servers in turn, again and again: what the machine does beside hits all of them alike. */
export async function inTurn(
  { contenders }: Stage,
  { rounds, tell }: ScenarioOptions,
  talk: (contender: Contender) => Promise<TalkResult>,
): Promise<Rounds> {
  const results: Rounds = new Map(contenders.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const contender of rotated(contenders, round)) {
      const result = await talk(contender);
      results.get(contender.name)?.push(result);
      tell(`round ${round}, ${contender.label}: ${result.phases.map(inShort).join("; ")}${troubleOf(result)}`);
    }
  }
  return results;
}

const inShort = ({ messages, seconds, latency, cpuMs }: PhaseResult) =>
  latency
    ? `p50 ${latency.p50.toFixed(2)} ms, p99 ${latency.p99.toFixed(2)} ms`
    : `${Math.round(messages / seconds)}/s, CPU server ${share(cpuMs.server, seconds)}, database ${share(cpuMs.database, seconds)}, driver ${share(cpuMs.driver, seconds)}`;

const share = (ms: number, seconds: number) => `${Math.round(ms / seconds / 10)} %`;

function troubleOf({ faults, stored, trouble }: TalkResult): string {
  const met = Object.entries({ ...faults, ...stored }).filter(([, count]) => count > 0);
  return met.length + trouble.length === 0 ? "" : ` FAULTS ${JSON.stringify(Object.fromEntries(met))} ${trouble.join(" ").slice(0, 500)}`;
}

const sumOf = (results: readonly TalkResult[]): number =>
  results.reduce((sum, { faults, stored }) => sum + sumOfFaults(faults) + sumOfFaults(stored), 0);

/** @param results of the product, none of the limits */
export const faultFigure = (results: readonly TalkResult[]): Figure =>
  figure(
    "messages lost, doubled, reordered, misrouted, refused, or not acknowledged and stored once",
    "messages",
    [results.length === 0 ? Number.NaN : sumOf(results)],
    { atMost: 0 },
  );
