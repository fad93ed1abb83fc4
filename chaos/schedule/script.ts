import type { Random } from "../random";
import type { AgentName, LinkName, Step } from "./steps";

const AGENTS = ["desk", "socket"] as const;

/** A schedule that is being written, with the lines that every kind of scene is made of. */
export interface Script {
  readonly random: Random;
  readonly processes: number;
  readonly graceSeconds: number;
  readonly chats: number;
  readonly steps: Step[];
  /** Steps that come by themselves, once there are so many. */
  readonly owed: { from: number; step: Step }[];
  chat(): number;
  process(): number;
  agent(): AgentName;
  /** The path of one client. */
  client(): LinkName;
  say(chat?: number): Step;
  answer(chat?: number): Step;
  accept(chat?: number): Step;
  flood(): Step[];
  /** @param after how many steps after the end of the scene, from and to */
  later(step: Step, after: readonly [number, number]): void;
}

export function beginScript(random: Random, processes: number, graceSeconds: number): Script {
  const chats = random.whole(2, 4);
  const steps: Step[] = [];
  const owed: Script["owed"] = [];
  const chat = () => random.whole(0, chats - 1);
  const agent = () => random.pick(AGENTS);
  const say = (at = chat()): Step => ({ do: "say", chat: at, lines: random.whole(1, 4), tailChars: random.chance(0.08) ? 3000 : 0 });
  const answer = (at = chat()): Step => ({ do: "answer", chat: at, lines: random.whole(1, 3) });
  return {
    random,
    processes,
    graceSeconds,
    chats,
    steps,
    owed,
    chat,
    process: () => random.whole(0, processes - 1),
    agent,
    client: () => (random.chance(0.6) ? `visitor ${chat()}` : agent()),
    say,
    answer,
    accept: (at = chat()) => ({ do: "accept", chat: at, by: random.weighted({ both: 5, one: 6 }) === "both" ? AGENTS : [agent()] }),
    flood: () => Array.from({ length: random.whole(2, 5) }, () => (random.chance(0.6) ? say() : answer())),
    later: (step, after) => void owed.push({ from: steps.length + random.whole(...after), step }),
  };
}
