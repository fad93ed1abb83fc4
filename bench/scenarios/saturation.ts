import type { PhaseResult } from "../driver/job";
import { type Figure, figure, ratios } from "../figure";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { openStage, type ServerName } from "../stage/stage";
import { median } from "../summary";
import { faultFigure, inTurn, type Rounds } from "./rounds";

const CHATS = 50;
const WINDOWS = [1, 4, 16];

/** As many messages as go through: every sender writes on as soon as one of its own is acknowledged and delivered. */
export const saturation: Scenario = {
  name: "saturation",
  title: "Saturation: 50 chats, a visitor and an agent of its own talking in each",
  run: (options) => saturate(options, CHATS),
};

export const oneAgent: Scenario = {
  name: "one-agent",
  title: "Saturation: 50 chats, one agent who has them all on one socket",
  run: (options) => saturate(options, 1),
};

async function saturate(options: ScenarioOptions, agents: number): Promise<Outcome> {
  const stage = await openStage({ ...options, agents });
  try {
    const windows = options.isQuick ? [4] : WINDOWS;
    const times = options.isQuick ? { warmMs: 100, measureMs: 300 } : { warmMs: 600, measureMs: 1300 };
    const phases = windows.map((window) => ({ kind: "closed" as const, window, ...times }));
    const results = await inTurn(stage, options, (contender) => stage.talk(contender, { chats: CHATS, agents, phases }));
    return { figures: figuresOf(results), database: stage.database.describe, raw: Object.fromEntries(results) };
  } finally {
    await stage.close();
  }
}

function figuresOf(results: Rounds): Figure[] {
  const best = (name: ServerName) => bestPhases(results, name);
  const rate = (name: ServerName) => best(name).map(({ messages, seconds }) => messages / seconds);
  const cpu = (name: ServerName) => best(name).map(({ messages, cpuMs }) => (cpuMs.server * 1000) / messages);
  const driver = (name: ServerName) => best(name).map(({ seconds, cpuMs }) => cpuMs.driver / seconds / 10);
  const has = (name: ServerName) => results.has(name);
  return [
    figure("ours", "/s", rate("ours")),
    ...(has("relay") ? [figure("(a) relay without a database", "/s", rate("relay"))] : []),
    ...(has("each") ? [figure("(b) one INSERT a message", "/s", rate("each"))] : []),
    ...(has("batched") ? [figure("(c) batched INSERT alone", "/s", rate("batched"))] : []),
    ...(has("batched") ? [figure("ours / (c)", "x", ratios(rate("ours"), rate("batched")), { atLeast: 0.45, aim: 0.6 })] : []),
    ...(has("each") ? [figure("ours / (b)", "x", ratios(rate("ours"), rate("each")), { atLeast: 2.5 })] : []),
    figure("server CPU per message, ours", "us", cpu("ours"), { atMost: 40 }),
    ...(has("relay") ? [figure("server CPU per message, (a)", "us", cpu("relay"))] : []),
    ...(has("each") ? [figure("server CPU per message, (b)", "us", cpu("each"))] : []),
    ...(has("batched") ? [figure("server CPU per message, (c)", "us", cpu("batched"))] : []),
    // One that has no time left holds up what it measures: a ratio to a limit that could do more would flatter.
    figure("driver's share of a core, ours", "%", driver("ours")),
    ...(has("relay") ? [figure("driver's share of a core, (a)", "%", driver("relay"))] : []),
    ...(has("each") ? [figure("driver's share of a core, (b)", "%", driver("each"))] : []),
    ...(has("batched") ? [figure("driver's share of a core, (c)", "%", driver("batched"))] : []),
    faultFigure(results.get("ours") ?? []),
  ];
}

/** Each round's phase at the window that suits this server best. */
function bestPhases(results: Rounds, name: ServerName): PhaseResult[] {
  const rounds = results.get(name) ?? [];
  const ofWindow = (rounds[0]?.phases ?? []).map((_, index) => rounds.flatMap(({ phases }) => phases[index] ?? []));
  const rateOf = (phases: PhaseResult[]) => median(phases.map(({ messages, seconds }) => messages / seconds));
  return ofWindow.toSorted((left, right) => rateOf(right) - rateOf(left))[0] ?? [];
}
