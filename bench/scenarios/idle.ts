import { startCrowd } from "../driver/crowd";
import { type Figure, figure, ratios } from "../figure";
import { openFilesMax } from "../machine";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { settledBytesOf } from "../stage/settle";
import { type Contender, openStage, type Stage, sumOfFaults } from "../stage/stage";

/** Of the driver and of the server beside the sockets themselves. */
const OTHER_FILES = 200;
/** A run number of the crowd's own: its sessions meet those of no other run. */
const CROWD_RUN = 9000;

/** What silent visitors cost: memory of the server, and the round trip of the one chat that talks. */
export const idle: Scenario = { name: "idle", title: "Idle sockets: 10,000 visitors who have joined and say nothing", run: measure };

async function measure(options: ScenarioOptions): Promise<Outcome> {
  const sizes = options.isQuick ? { few: 20, many: 220 } : { few: 500, many: 10_000 };
  const needed = sizes.many + OTHER_FILES;
  if (openFilesMax() < needed) throw new Error(`${needed} open files are needed, ${openFilesMax()} are allowed: ulimit -n ${needed}`);
  const stage = await openStage({ ...options, agents: 1, limits: options.limits.filter((name) => name === "relay") });
  try {
    const crowds = [];
    for (const contender of stage.contenders) crowds.push(await weigh(stage, contender, options, sizes));
    return { figures: figuresOf(crowds), faults: crowds[0]?.faults ?? 0, raw: crowds };
  } finally {
    await stage.close();
  }
}

interface Weighed {
  label: string;
  bytesPerSocket: number;
  alone: number[];
  crowded: number[];
  faults: number;
}

async function weigh(stage: Stage, contender: Contender, options: ScenarioOptions, sizes: { few: number; many: number }): Promise<Weighed> {
  const alone = await roundTrips(stage, contender, options);
  const crowd = startCrowd({ target: stage.targetOf(contender), run: CROWD_RUN });
  try {
    // The first ones load code and grow pools: what each further one takes is asked.
    await crowd.growTo(sizes.few);
    const before = await settledBytesOf(contender.pid);
    await crowd.growTo(sizes.many);
    const after = await settledBytesOf(contender.pid);
    const bytesPerSocket = (after - before) / (sizes.many - sizes.few);
    options.tell(
      `${contender.label}: ${Math.round(before / 2 ** 20)} MiB with ${sizes.few}, ${Math.round(after / 2 ** 20)} MiB with ${sizes.many}`,
    );
    const crowded = await roundTrips(stage, contender, options);
    const faults = alone.faults + crowded.faults;
    return { label: contender.label, bytesPerSocket, alone: alone.medians, crowded: crowded.medians, faults };
  } finally {
    await crowd.leave();
  }
}

/** The median round trip of each round, of one visitor and one agent. */
async function roundTrips(stage: Stage, contender: Contender, { isQuick, rounds, tell }: ScenarioOptions) {
  const phase = { kind: "round-trip" as const, warmMs: isQuick ? 50 : 1000, measureMs: isQuick ? 200 : 1500 };
  const result = await stage.talk(contender, { chats: 1, agents: 1, phases: Array.from({ length: rounds }, () => phase) });
  const medians = result.phases.map(({ latency }) => latency?.p50 ?? 0);
  tell(`${contender.label}: round trip ${medians.map((ms) => `${ms.toFixed(2)} ms`).join(", ")}`);
  return { medians, faults: sumOfFaults(result.faults) + sumOfFaults(result.stored) };
}

function figuresOf([ours, relay]: Weighed[]): Figure[] {
  const kilobytes = (one: Weighed | undefined) => (one ? one.bytesPerSocket / 1024 : Number.NaN);
  return [
    figure("memory per socket, ours", "KB", [kilobytes(ours)]),
    ...(relay ? [figure("memory per socket, (a)", "KB", [kilobytes(relay)])] : []),
    ...(relay ? [figure("memory per socket, ours / (a)", "x", [kilobytes(ours) / kilobytes(relay)], { atMost: 2 })] : []),
    ...[ours, relay].flatMap((one) =>
      one
        ? [figure(`round trip alone, ${one.label}`, "ms", one.alone), figure(`round trip beside the idle, ${one.label}`, "ms", one.crowded)]
        : [],
    ),
    ...(ours ? [figure("round trip beside the idle / alone, ours", "x", ratios(ours.crowded, ours.alone), { atMost: 1.2 })] : []),
  ];
}
