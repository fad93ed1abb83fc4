import { createRandom } from "../random";
import { faultScene } from "./faults";
import { writeFinale } from "./finale";
import { planHeavy } from "./heavy";
import { ordinaryScene } from "./ordinary";
import { beginScript, type Script } from "./script";
import { graceOf, type Schedule, type Step } from "./steps";

/** Beyond those of the clients. */
const FINALE_PART = 100;

/** What happens in one schedule, and in which order. The same seed and index give the same steps on every machine. */
export function writeSchedule(seed: number, index: number, processes: number): Schedule {
  const random = createRandom(seed, index);
  const graceSeconds = graceOf(index);
  const script = beginScript(random, processes, graceSeconds);
  const { steps, chats } = script;
  open(script);
  const length = steps.length + random.whole(18, 50);
  const heavy = planHeavy(script, length);
  while (steps.length < length) {
    payWhatIsOwed(script);
    const next = heavy.findIndex(({ at }) => at <= steps.length);
    const [planned] = next === -1 ? [] : heavy.splice(next, 1);
    add(script, planned?.write ?? (() => (random.chance(0.16) ? faultScene(script) : ordinaryScene(script))));
  }
  const finale = writeFinale(random.fork(FINALE_PART), processes, chats);
  return { seed, index, chats, graceSeconds, steps, finale, random };
}

/** What a scene owes comes so many steps after its end. */
function add({ steps, owed }: Script, write: () => Step[]): void {
  const before = owed.length;
  const scene = write();
  for (const one of owed.slice(before)) one.from += scene.length;
  steps.push(...scene);
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
