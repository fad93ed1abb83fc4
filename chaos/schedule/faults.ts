import type { Random } from "../random";
import type { Script } from "./script";
import type { LinkName, Step } from "./steps";

const FAULTS = {
  "cut client": 5,
  "cut after send": 4,
  handover: 5,
  reopen: 2.5,
  "client offline": 7,
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

/** Something breaks that costs no start of anything. What is bad is made good some steps later. */
export function faultScene(script: Script): Step[] {
  const { random } = script;
  const database: LinkName = `database ${script.process()}`;
  const link = script.client();
  const kind = random.weighted(FAULTS);
  switch (kind) {
    case "cut client":
      return [{ do: "cut", link }];
    case "cut after send": {
      // The line arrives and is stored; its acknowledgement does not come back.
      const at = script.chat();
      const path: LinkName = `visitor ${at}`;
      return [
        { do: "freeze", link: path, direction: "down" },
        script.say(at),
        { do: "pause", ms: random.whole(1, 25) },
        { do: "cut", link: path },
        { do: "heal", link: path },
      ];
    }
    case "handover": {
      // The assistant is still thinking when a person joins.
      const at = script.chat();
      script.later({ do: "heal", link: database }, [2, 8]);
      return [
        { do: "delay", link: database, ms: random.whole(2, 15) },
        script.say(at),
        { do: "escalate", chat: at },
        { do: "pause", ms: random.whole(0, 40) },
        script.accept(at),
        { do: "pause", ms: random.whole(0, 40) },
        script.accept(at),
      ];
    }
    case "reopen": {
      // The assistant is still thinking when the chat is closed and opened again.
      const at = script.chat();
      script.later({ do: "heal", link: database }, [0, 5]);
      const stalls = Array.from({ length: random.whole(1, 4) }, (): Step => ({ do: "stall", link: database, which: random.next() }));
      return [
        script.say(at),
        { do: "pause", ms: random.whole(0, 8) },
        ...stalls,
        { do: "end", chat: at },
        script.say(at),
        { do: "pause", ms: random.whole(5, 60) },
      ];
    }
    case "client offline": {
      // What the others say meanwhile is what it must be told when it comes back.
      const end: Step = { do: "heal", link };
      script.later(end, [0, 3]);
      return [
        { do: "block", link },
        script.say(),
        script.answer(),
        { do: "pause", ms: random.whole(5, 40) },
        script.answer(),
        { do: "pause", ms: random.whole(5, 40) },
      ];
    }
    case "freeze client":
      script.later({ do: "heal", link }, [2, 8]);
      return [{ do: "freeze", link, direction: random.pick(["up", "down"] as const) }];
    case "half-open client":
      return [{ do: "half-open", link }];
    case "delay client":
      script.later({ do: "heal", link }, [3, 12]);
      return [{ do: "delay", link, ms: random.whole(3, 60) }];
    case "slow client":
      script.later({ do: "heal", link }, [3, 12]);
      return [{ do: "trickle", link, bytes: random.whole(100, 900) }];
    case "cut database":
      return [{ do: "cut", link: database }];
    case "freeze database":
      script.later({ do: "heal", link: database }, [1, 5]);
      return [{ do: "freeze", link: database, direction: random.pick(["up", "down"] as const) }];
    case "stall database": {
      script.later({ do: "heal", link: database }, [3, 9]);
      const stalls = Array.from({ length: random.whole(1, 4) }, (): Step => ({ do: "stall", link: database, which: random.next() }));
      // Most of what is asked on other connections meanwhile overtakes what was asked before.
      return [script.say(), ...stalls.flatMap((stall) => [stall, random.chance(0.5) ? script.say() : script.answer()])];
    }
    case "delay database":
      script.later({ do: "heal", link: database }, [4, 14]);
      return [{ do: "delay", link: database, ms: random.whole(2, 25) }];
    case "duplicate":
      script.later({ do: "duplicate", chance: 0 }, [5, 20]);
      return [{ do: "duplicate", chance: random.pick([0.2, 0.5, 1]) }];
    case "server clock":
      return [{ do: "jump server clock", process: script.process(), seconds: clockJump(random, script.processes) }];
    case "visitor clock":
      return [{ do: "jump visitor clock", chat: script.chat(), seconds: random.whole(-7200, 7200) }];
  }
}

/** A lone process may be told any time. Several keep leases for each other, which hold as long as their clocks are some seconds apart. */
const clockJump = (random: Random, processes: number): number => (processes > 1 ? random.whole(-5, 5) : random.whole(-3600, 3600));
