import { startCrowd } from "../driver/crowd";
import { type Figure, figure, ratios } from "../figure";
import { openFilesMax } from "../machine";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { settledBytesOf } from "../stage/settle";
import { type Contender, openStage, type ServerName, type Stage, type TalkResult } from "../stage/stage";
import { faultFigure, rotated } from "./rounds";

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
  const weighed = new Map<ServerName, Weighed[]>();
  let database = "";
  for (let round = 1; round <= options.rounds; round++) {
    // All processes anew: one that has had a crowd keeps memory for the next.
    const stage = await openStage({ ...options, agents: 1, limits: options.limits.filter((name) => name === "relay") });
    try {
      for (const contender of rotated(stage.contenders, round)) {
        const one = await weigh(stage, contender, options, sizes);
        weighed.set(contender.name, [...(weighed.get(contender.name) ?? []), one]);
      }
      database = stage.database.describe;
    } finally {
      await stage.close();
    }
  }
  return { figures: figuresOf(weighed.get("ours") ?? [], weighed.get("relay") ?? []), database, raw: Object.fromEntries(weighed) };
}

interface Weighed {
  bytesPerSocket: number;
  /** Before the crowd came, and after it had left: who is asked first is asked of a colder server. */
  alone: TalkResult[];
  crowded: TalkResult;
}

interface Sizes {
  few: number;
  many: number;
}

async function weigh(stage: Stage, contender: Contender, options: ScenarioOptions, sizes: Sizes): Promise<Weighed> {
  const before = await roundTrips(stage, contender, options);
  const { bytesPerSocket, crowded } = await besideCrowd(stage, contender, options, sizes);
  const after = await roundTrips(stage, contender, options);
  const trips = [before, crowded, after].map((trip) => `${p50Of(trip).toFixed(2)} ms`);
  options.tell(`${contender.label}: round trip before, beside and after the crowd ${trips.join(", ")}`);
  return { bytesPerSocket, alone: [before, after], crowded };
}

async function besideCrowd(stage: Stage, contender: Contender, options: ScenarioOptions, { few, many }: Sizes) {
  const crowd = startCrowd({ target: stage.targetOf(contender), run: CROWD_RUN });
  try {
    // The first ones load code and grow pools: what each further one takes is asked.
    await crowd.growTo(few);
    const before = await settledBytesOf(contender.pid);
    await crowd.growTo(many);
    const after = await settledBytesOf(contender.pid);
    const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
    options.tell(`${contender.label}: ${megabytes(before)} with ${few}, ${megabytes(after)} with ${many}`);
    return { bytesPerSocket: (after - before) / (many - few), crowded: await roundTrips(stage, contender, options) };
  } finally {
    await crowd.leave();
  }
}

/** Of one visitor and one agent, after its server has run at full rate for a moment. */
const roundTrips = (stage: Stage, contender: Contender, { isQuick }: ScenarioOptions): Promise<TalkResult> =>
  stage.talk(contender, {
    chats: 1,
    agents: 1,
    phases: [
      { kind: "closed", window: 16, warmMs: 0, measureMs: isQuick ? 200 : 1500 },
      { kind: "round-trip", warmMs: isQuick ? 50 : 1000, measureMs: isQuick ? 200 : 1500 },
    ],
  });

const p50Of = ({ phases }: TalkResult): number => phases[1]?.latency?.p50 ?? Number.NaN;

function figuresOf(ours: Weighed[], relay: Weighed[]): Figure[] {
  const kilobytes = (rounds: Weighed[]) => rounds.map(({ bytesPerSocket }) => bytesPerSocket / 1024);
  const alone = (rounds: Weighed[]) => rounds.map((one) => Math.min(...one.alone.map(p50Of)));
  const crowded = (rounds: Weighed[]) => rounds.map((one) => p50Of(one.crowded));
  const tripsOf = (label: string, rounds: Weighed[]) => [
    figure(`round trip alone, ${label}`, "ms", alone(rounds)),
    figure(`round trip beside the idle, ${label}`, "ms", crowded(rounds)),
  ];
  return [
    figure("memory per socket, ours", "KB", kilobytes(ours)),
    ...(relay.length > 0
      ? [
          figure("memory per socket, (a)", "KB", kilobytes(relay)),
          figure("memory per socket, ours / (a)", "x", ratios(kilobytes(ours), kilobytes(relay)), { atMost: 2 }),
        ]
      : []),
    ...tripsOf("ours", ours),
    ...(relay.length > 0 ? tripsOf("(a)", relay) : []),
    figure("round trip beside the idle / alone, ours", "x", ratios(crowded(ours), alone(ours)), { atMost: 1.2 }),
    faultFigure(ours.flatMap((one) => [...one.alone, one.crowded])),
  ];
}
