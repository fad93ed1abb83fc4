import type { Script } from "./script";
import type { LinkName, Step } from "./steps";

/** Those that cost a start of something: one or two in a schedule. */
const DEATHS = { none: 40, "kill server": 38, "stop server": 6, "kill database": 12, both: 4 };
const REDIS_LINK_FAULTS = ["cut", "freeze"] as const;

interface Planned {
  /** Number of the step from which on it may come. */
  at: number;
  write(): Step[];
}

/** The heavy faults of a schedule of this many steps, each at a moment of its own. */
export function planHeavy(script: Script, length: number): Planned[] {
  const { random, processes } = script;
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
  return planned;
}

const endServer =
  (how: "kill server" | "stop server") =>
  (script: Script, process: number): Step[] => {
    script.later({ do: "start server", process }, [1, 8]);
    return [...script.flood(), { do: "pause", ms: script.random.whole(0, 12) }, { do: how, process }];
  };

function killDatabase(script: Script): Step[] {
  script.later({ do: "start database" }, [1, 6]);
  return [...script.flood(), { do: "pause", ms: script.random.whole(0, 12) }, { do: "kill database" }];
}

function killRedis(script: Script): Step[] {
  script.later({ do: "start redis" }, [2, 8]);
  return [...script.flood(), { do: "kill redis" }];
}

const breakRedisLink =
  (kind: (typeof REDIS_LINK_FAULTS)[number]) =>
  (script: Script, process: number): Step[] => {
    const link: LinkName = `redis ${process}`;
    if (kind === "cut") return [{ do: kind, link }];
    script.later({ do: "heal", link }, [2, 8]);
    return [{ do: kind, link, direction: script.random.pick(["up", "down"] as const) }];
  };
