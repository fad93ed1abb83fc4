import { createRandom } from "../random";
import { faultScene } from "./faults";
import { planHeavy } from "./heavy";
import { ordinaryScene } from "./ordinary";
import { beginScript, type Script } from "./script";
import type { Schedule } from "./steps";

/** What happens in one schedule, and in which order. The same seed and index give the same steps on every machine. */
export function writeSchedule(seed: number, index: number, processes: number): Schedule {
  const random = createRandom(seed, index);
  const script = beginScript(random, processes);
  const { steps, chats } = script;
  open(script);
  const length = steps.length + random.whole(18, 50);
  const heavy = planHeavy(script, length);
  while (steps.length < length) {
    payWhatIsOwed(script);
    const next = heavy.findIndex(({ at }) => at <= steps.length);
    if (next !== -1) steps.push(...(heavy.splice(next, 1)[0]?.write() ?? []));
    else steps.push(...(random.chance(0.16) ? faultScene(script) : ordinaryScene(script)));
  }
  return { seed, index, chats, steps, random };
}

/** Everyone says something, most ask for a person, and some get one. */
function open({ random, chats, steps, say, accept }: Script): void {
  for (let chat = 0; chat < chats; chat++) steps.push(say(chat));
  steps.push({ do: "await acks", count: chats });
  for (let chat = 0; chat < chats; chat++) if (random.chance(0.7)) steps.push({ do: "escalate", chat });
  steps.push({ do: "pause", ms: random.whole(5, 40) });
  for (let chat = 0; chat < chats; chat++) if (random.chance(0.6)) steps.push(accept(chat));
}

function payWhatIsOwed({ owed, steps }: Script): void {
  for (const one of owed.filter(({ from }) => from <= steps.length)) {
    owed.splice(owed.indexOf(one), 1);
    steps.push(one.step);
  }
}
