import { createRandom, type Random } from "./random";

export type AgentName = "desk" | "socket";
/** Whose path to the servers, or which server's path to the database or to Redis. */
export type LinkName = `visitor ${number}` | AgentName | `database ${number}` | `redis ${number}`;

export type Step =
  | { do: "say"; chat: number; lines: number; tailChars: number }
  | { do: "answer"; chat: number; lines: number }
  | { do: "escalate" | "end" | "reload visitor" | "leave" | "visit"; chat: number }
  | { do: "accept"; chat: number; by: readonly AgentName[] }
  | { do: "return" | "close"; chat: number }
  | { do: "reload agent"; agent: AgentName }
  | { do: "cut" | "half-open" | "heal"; link: LinkName }
  | { do: "freeze"; link: LinkName; direction: "up" | "down" }
  | { do: "stall"; link: LinkName; which: number }
  | { do: "delay"; link: LinkName; ms: number }
  | { do: "trickle"; link: LinkName; bytes: number }
  | { do: "duplicate"; chance: number }
  | { do: "kill server" | "stop server" | "start server"; process: number }
  | { do: "kill database" | "start database" | "kill redis" | "start redis" }
  | { do: "jump server clock"; process: number; seconds: number }
  | { do: "jump visitor clock"; chat: number; seconds: number }
  | { do: "pause"; ms: number }
  /** Waits until that many more lines were acknowledged, or for a short time. */
  | { do: "await acks"; count: number };

export interface Schedule {
  readonly seed: number;
  readonly index: number;
  readonly chats: number;
  readonly steps: readonly Step[];
  /** For what happens while the steps are carried out: jitter, which frame is doubled. */
  readonly random: Random;
}

const ORDINARY = {
  say: 30,
  answer: 22,
  pause: 9,
  "await acks": 8,
  escalate: 7,
  accept: 10,
  return: 3,
  close: 1.5,
  end: 1.5,
  "reload visitor": 2.5,
  "reload agent": 1.5,
  leave: 1.5,
};
const FAULTS = {
  "cut client": 5,
  "cut after send": 4,
  handover: 5,
  reopen: 2.5,
  "freeze client": 3,
  "half-open client": 2,
  "delay client": 2,
  "slow client": 1.5,
  "cut database": 3,
  "freeze database": 2,
  "delay database": 4,
  "stall database": 6,
  duplicate: 3,
  "server clock": 1.5,
  "visitor clock": 1.5,
};
/** Those that cost a start of something: at most one of the first two in a schedule. */
const HEAVY = { none: 40, "kill server": 38, "stop server": 6, "kill database": 12, both: 4 };

/** What happens in one schedule, and in which order. The same seed and index give the same steps on every machine. */
export function writeSchedule(seed: number, index: number, processes: number): Schedule {
  const random = createRandom(seed, index);
  const chats = random.whole(2, 4);
  const steps: Step[] = [];
  const chat = () => random.whole(0, chats - 1);
  const process = () => random.whole(0, processes - 1);
  const client = (): LinkName => (random.chance(0.6) ? `visitor ${chat()}` : random.pick(["desk", "socket"] as const));
  const say = (at = chat()): Step => ({ do: "say", chat: at, lines: random.whole(1, 4), tailChars: random.chance(0.08) ? 3000 : 0 });
  const answer = (at = chat()): Step => ({ do: "answer", chat: at, lines: random.whole(1, 3) });
  const accept = (at = chat()): Step => ({
    do: "accept",
    chat: at,
    by: random.weighted({ both: 5, desk: 3, socket: 3 }) === "both" ? ["desk", "socket"] : [random.pick(["desk", "socket"] as const)],
  });
  const flood = (): Step[] => Array.from({ length: random.whole(2, 5) }, () => (random.chance(0.6) ? say() : answer()));
  /** What is healed later, by itself. */
  const bad: { from: number; step: Step }[] = [];
  const later = (step: Step, after: [number, number]) => bad.push({ from: steps.length + random.whole(...after), step });

  const ordinary = (): Step[] => {
    const kind = random.weighted(ORDINARY);
    switch (kind) {
      case "say":
        return [say()];
      case "answer":
        return [answer()];
      case "pause":
        return [{ do: "pause", ms: random.whole(1, 30) }];
      case "await acks":
        return [{ do: "await acks", count: random.whole(1, 6) }];
      case "accept":
        return [accept()];
      case "reload agent":
        return [{ do: kind, agent: random.pick(["desk", "socket"] as const) }];
      case "leave": {
        const at = chat();
        later({ do: "visit", chat: at }, [2, 8]);
        return [{ do: kind, chat: at }];
      }
      default:
        return [{ do: kind, chat: chat() }];
    }
  };
  const fault = (): Step[] => {
    const database: LinkName = `database ${process()}`;
    const link = client();
    const kind = random.weighted(FAULTS);
    switch (kind) {
      case "cut client":
        return [{ do: "cut", link }];
      case "cut after send": {
        // The line arrives and is stored; its acknowledgement does not come back.
        const at = chat();
        const path: LinkName = `visitor ${at}`;
        return [
          { do: "freeze", link: path, direction: "down" },
          say(at),
          { do: "pause", ms: random.whole(1, 25) },
          { do: "cut", link: path },
          { do: "heal", link: path },
        ];
      }
      case "handover": {
        // The assistant is still thinking when a person joins.
        const at = chat();
        later({ do: "heal", link: database }, [2, 8]);
        return [
          { do: "delay", link: database, ms: random.whole(2, 15) },
          say(at),
          { do: "escalate", chat: at },
          { do: "pause", ms: random.whole(0, 40) },
          accept(at),
          { do: "pause", ms: random.whole(0, 40) },
          accept(at),
        ];
      }
      case "reopen": {
        // The assistant is still thinking when the chat is closed and opened again.
        const at = chat();
        later({ do: "heal", link: database }, [2, 8]);
        const slow: Step = random.chance(0.5)
          ? { do: "delay", link: database, ms: random.whole(2, 15) }
          : { do: "stall", link: database, which: random.next() };
        return [
          slow,
          say(at),
          { do: "pause", ms: random.whole(0, 8) },
          { do: "end", chat: at },
          say(at),
          { do: "pause", ms: random.whole(0, 40) },
        ];
      }
      case "freeze client":
        later({ do: "heal", link }, [2, 8]);
        return [{ do: "freeze", link, direction: random.pick(["up", "down"] as const) }];
      case "half-open client":
        return [{ do: "half-open", link }];
      case "delay client":
        later({ do: "heal", link }, [3, 12]);
        return [{ do: "delay", link, ms: random.whole(3, 60) }];
      case "slow client":
        later({ do: "heal", link }, [3, 12]);
        return [{ do: "trickle", link, bytes: random.whole(100, 900) }];
      case "cut database":
        return [{ do: "cut", link: database }];
      case "freeze database":
        later({ do: "heal", link: database }, [1, 5]);
        return [{ do: "freeze", link: database, direction: random.pick(["up", "down"] as const) }];
      case "stall database": {
        later({ do: "heal", link: database }, [3, 9]);
        const stalls = Array.from({ length: random.whole(1, 4) }, (): Step => ({ do: "stall", link: database, which: random.next() }));
        // Most of what is asked on other connections meanwhile overtakes what was asked before.
        return [say(), ...stalls.flatMap((stall) => [stall, random.chance(0.5) ? say() : answer()])];
      }
      case "delay database":
        later({ do: "heal", link: database }, [4, 14]);
        return [{ do: "delay", link: database, ms: random.whole(2, 25) }];
      case "duplicate":
        later({ do: "duplicate", chance: 0 }, [5, 20]);
        return [{ do: "duplicate", chance: random.pick([0.2, 0.5, 1]) }];
      case "server clock":
        return [{ do: "jump server clock", process: process(), seconds: clockJump(random, processes) }];
      case "visitor clock":
        return [{ do: "jump visitor clock", chat: chat(), seconds: random.whole(-7200, 7200) }];
    }
  };
  const heavy = (kind: keyof typeof HEAVY): Step[] => {
    const one = process();
    if (kind === "kill database") {
      later({ do: "start database" }, [1, 6]);
      return [...flood(), { do: "pause", ms: random.whole(0, 12) }, { do: "kill database" }];
    }
    later({ do: "start server", process: one }, [1, 8]);
    return [...flood(), { do: "pause", ms: random.whole(0, 12) }, { do: kind === "stop server" ? kind : "kill server", process: one }];
  };
  const redis = (): Step[] => {
    later({ do: "start redis" }, [2, 8]);
    return [...flood(), { do: "kill redis" }];
  };

  for (let at = 0; at < chats; at++) steps.push(say(at));
  steps.push({ do: "await acks", count: chats });
  for (let at = 0; at < chats; at++) if (random.chance(0.7)) steps.push({ do: "escalate", chat: at });
  steps.push({ do: "pause", ms: random.whole(5, 40) });
  for (let at = 0; at < chats; at++) if (random.chance(0.6)) steps.push(accept(at));
  const length = steps.length + random.whole(18, 50);
  const choice = random.weighted(HEAVY);
  const due: { at: number; make(): Step[] }[] = [];
  const planned = () => random.whole(steps.length + 2, length - 4);
  if (choice === "kill server" || choice === "stop server" || choice === "both")
    due.push({ at: planned(), make: () => heavy(choice === "stop server" ? choice : "kill server") });
  if (choice === "kill database" || choice === "both") due.push({ at: planned(), make: () => heavy("kill database") });
  if (processes > 1 && random.chance(0.3)) due.push({ at: planned(), make: redis });
  for (const kind of processes > 1 ? FAULTS_OF_REDIS : [])
    if (random.chance(0.2)) due.push({ at: planned(), make: () => redisLink(kind, process(), random, later) });

  while (steps.length < length) {
    for (const one of bad.filter(({ from }) => from <= steps.length)) {
      bad.splice(bad.indexOf(one), 1);
      steps.push(one.step);
    }
    const next = due.find(({ at }) => at <= steps.length);
    if (next) {
      due.splice(due.indexOf(next), 1);
      steps.push(...next.make());
    } else steps.push(...(random.chance(0.16) ? fault() : ordinary()));
  }
  return { seed, index, chats, steps, random };
}

const FAULTS_OF_REDIS = ["cut", "freeze"] as const;

function redisLink(
  kind: (typeof FAULTS_OF_REDIS)[number],
  process: number,
  random: Random,
  later: (step: Step, after: [number, number]) => void,
): Step[] {
  const link: LinkName = `redis ${process}`;
  if (kind === "cut") return [{ do: kind, link }];
  later({ do: "heal", link }, [2, 8]);
  return [{ do: kind, link, direction: random.pick(["up", "down"] as const) }];
}

/** A lone process may be told any time. Several keep leases for each other, which hold as long as their clocks are some seconds apart. */
const clockJump = (random: Random, processes: number): number => (processes > 1 ? random.whole(-5, 5) : random.whole(-3600, 3600));

/** A step as one short line. */
export const describeStep = ({ do: what, ...rest }: Step): string =>
  [what, ...Object.entries(rest).map(([key, value]) => `${key}=${Array.isArray(value) ? value.join("+") : shorten(value)}`)].join(" ");

const shorten = (value: unknown) => (typeof value === "number" ? Number(value.toFixed(3)) : value);
