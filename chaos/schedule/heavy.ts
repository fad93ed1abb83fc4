import type { Script } from "./script";
import type { LinkName, Step } from "./steps";

/** Those that cost a start of something: one or two in a schedule. */
const DEATHS = { none: 40, "kill server": 38, "stop server": 6, "kill database": 12, both: 4 };
const REDIS_LINK_FAULTS = ["cut", "freeze", "half-open"] as const;
/** Longer than the server tries by itself to store what waits. */
const LONG = { chance: 0.05, rounds: [6, 12], roundMs: [350, 650] } as const;

interface Planned {
  /** Number of the step from which on it may come. */
  at: number;
  write(): Step[];
}

/** The heavy faults of a schedule of this many steps, each at a moment of its own. */
export function planHeavy(script: Script, length: number): Planned[] {
  const { random, processes, graceSeconds } = script;
  const planned: Planned[] = [];
  const plan = (write: (script: Script, process: number) => Step[]) =>
    planned.push({ at: random.whole(script.steps.length + 2, length - 4), write: () => write(script, script.process()) });

  const death = random.weighted(DEATHS);
  if (death === "kill server" || death === "both") plan(endServer("kill server"));
  if (death === "stop server") plan(endServer("stop server"));
  if (death === "kill database" || death === "both") plan(killDatabase);
  if (processes > 1) {
    if (random.chance(0.3)) plan(killRedis);
    for (const kind of REDIS_LINK_FAULTS) if (random.chance(0.2)) plan(breakRedisLink(kind));
  }
  if (random.chance(LONG.chance)) plan(longOutage);
  if (graceSeconds < 60) plan(loseAgent);
  return planned;
}

const endServer =
  (how: "kill server" | "stop server") =>
  (script: Script, process: number): Step[] => {
    script.later({ do: "start server", process }, [0, 6]);
    return [...script.flood(), { do: "pause", ms: script.random.whole(0, 12) }, { do: how, process }];
  };

function killDatabase(script: Script): Step[] {
  script.later({ do: "start database" }, [0, 5]);
  return [...script.flood(), { do: "pause", ms: script.random.whole(0, 12) }, { do: "kill database" }];
}

function killRedis(script: Script): Step[] {
  script.later({ do: "start redis" }, [0, 6]);
  return [...script.flood(), { do: "kill redis" }];
}

const breakRedisLink =
  (kind: (typeof REDIS_LINK_FAULTS)[number]) =>
  (script: Script, process: number): Step[] => {
    const link: LinkName = `redis ${process}`;
    if (kind !== "freeze") return [{ do: kind, link }];
    script.later({ do: "heal", link }, [2, 8]);
    return [{ do: kind, link, direction: script.random.pick(["up", "down"] as const) }];
  };

/** The database or Redis is away for seconds, dead or silent, and people go on. */
function longOutage(script: Script, process: number): Step[] {
  const { random, processes } = script;
  const what = random.weighted({
    "dead database": 4,
    "silent database": 3,
    "dead redis": processes > 1 ? 3 : 0,
    "silent redis": processes > 1 ? 2 : 0,
  });
  const link: LinkName = what === "silent redis" ? `redis ${process}` : `database ${process}`;
  const [begin, end]: [Step, Step] =
    what === "dead database"
      ? [{ do: "kill database" }, { do: "start database" }]
      : what === "dead redis"
        ? [{ do: "kill redis" }, { do: "start redis" }]
        : [
            { do: "freeze", link, direction: "down" },
            { do: "heal", link },
          ];
  const rounds = Array.from({ length: random.whole(...LONG.rounds) }, (): Step[] => [
    random.chance(0.6) ? script.say() : script.answer(),
    { do: "pause", ms: random.whole(...LONG.roundMs) },
  ]);
  return [...script.flood(), begin, ...rounds.flat(), end];
}

/** An agent is gone for longer than its chats are kept for it. */
function loseAgent(script: Script): Step[] {
  const link: LinkName = script.agent();
  const rounds = Array.from({ length: 4 }, (): Step[] => [script.say(), { do: "pause", ms: script.random.whole(300, 700) }]);
  return [{ do: "block", link }, ...rounds.flat(), { do: "heal", link }];
}
