import type { Random } from "../random";
import type { LinkName, Step } from "./steps";

/** Of schedules with several processes. */
const CHANCE = 0.4;

/**
 * What happens once all is well again and everyone holds the same: afterwards nobody does anything that would put right what went wrong.
 * An agent takes a chat, which its visitor's process hears of only after the visitor has ended it.
 */
export function writeFinale(random: Random, processes: number, chats: number): Step[] {
  if (processes === 1 || !random.chance(CHANCE)) return [];
  const chat = random.whole(0, chats - 1);
  const onEach = (write: (link: LinkName) => Step) => Array.from({ length: processes }, (_, number) => write(`redis ${number}`));
  const say: Step = { do: "say", chat, lines: 1, tailChars: 0 };
  return [
    // Whoever has it: it begins anew.
    { do: "end", chat },
    { do: "await", chat, state: "closed" },
    say,
    { do: "await", chat, state: "assistant" },
    { do: "escalate", chat },
    { do: "await", chat, state: "queued" },
    ...onEach((link) => ({ do: "freeze", link, direction: "up" })),
    { do: "accept", chat, by: ["desk", "socket"] },
    { do: "await", chat, state: "taken" },
    { do: "end", chat },
    { do: "await", chat, state: "closed" },
    ...(random.chance(0.3) ? [say] : []),
    { do: "pause", ms: random.whole(5, 40) },
    ...onEach((link) => ({ do: "heal", link })),
    { do: "pause", ms: random.whole(20, 60) },
  ];
}
