import type { PhaseResult } from "../driver/job";
import { type Figure, figure, ratios } from "../figure";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { openStage, type ServerName } from "../stage/stage";
import { faultFigure, inTurn, type Rounds } from "./rounds";

const CHATS = 50;
const RATES = [1000, 2000];

/** One way, from the instant a message was due (not sent: a driver that is held up hides nothing) to its arrival at the other side. */
export const latency: Scenario = {
  name: "latency",
  title: "Latency one way at a fixed offered rate: 50 chats, 50 agents",
  run: (options) => measure(options, CHATS),
};

export const oneAgentLatency: Scenario = {
  name: "one-agent-latency",
  title: "Latency one way at a fixed offered rate: 50 chats, one agent who has them all",
  run: (options) => measure(options, 1),
};

async function measure(options: ScenarioOptions, agents: number): Promise<Outcome> {
  const stage = await openStage({ ...options, agents });
  try {
    const times = options.isQuick ? { warmMs: 100, measureMs: 300 } : { warmMs: 1000, measureMs: 3000 };
    const phases = RATES.map((rate) => ({ kind: "open" as const, rate, ...times }));
    const results = await inTurn(stage, options, (contender) => stage.talk(contender, { chats: CHATS, agents, phases }));
    const figures = [...RATES.flatMap((rate, index) => figuresAt(results, rate, index)), faultFigure(results.get("ours") ?? [])];
    return { figures, database: stage.database.describe, raw: Object.fromEntries(results) };
  } finally {
    await stage.close();
  }
}

function figuresAt(results: Rounds, rate: number, index: number): Figure[] {
  const phases = (name: ServerName): PhaseResult[] => (results.get(name) ?? []).flatMap((result) => result.phases[index] ?? []);
  const at = (name: ServerName, share: "p50" | "p95" | "p99") => phases(name).map((phase) => phase.latency?.[share] ?? Number.NaN);
  const late = (name: ServerName, share: "p50" | "p99") => phases(name).map((phase) => phase.lateness?.[share] ?? Number.NaN);
  const per = `at ${rate.toLocaleString("en")}/s`;
  const beside = (
    [
      ["relay", "(a)"],
      ["each", "(b)"],
      ["batched", "(c)"],
    ] as const
  ).filter(([name]) => results.has(name));
  return [
    figure(`ours ${per}, p50`, "ms", at("ours", "p50")),
    figure(`ours ${per}, p95`, "ms", at("ours", "p95")),
    figure(`ours ${per}, p99`, "ms", at("ours", "p99")),
    ...beside.flatMap(([name, sign]) => [
      figure(`${sign} ${per}, p50`, "ms", at(name, "p50")),
      figure(`${sign} ${per}, p95`, "ms", at(name, "p95")),
      figure(`${sign} ${per}, p99`, "ms", at(name, "p99")),
    ]),
    ...(results.has("batched")
      ? [
          figure(`ours / (c) ${per}, p50`, "x", ratios(at("ours", "p50"), at("batched", "p50")), { atMost: 1.5 }),
          figure(`ours / (c) ${per}, p99`, "x", ratios(at("ours", "p99"), at("batched", "p99")), { atMost: 2 }),
        ]
      : []),
    // It is part of every latency above: the same time in two of them draws their ratio towards one.
    ...([["ours", "ours"], ...beside] as const).flatMap(([name, sign]) => [
      figure(`the driver's own lateness ${per}, ${sign}, p50`, "ms", late(name, "p50")),
      figure(`the driver's own lateness ${per}, ${sign}, p99`, "ms", late(name, "p99")),
    ]),
  ];
}
