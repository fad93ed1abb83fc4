import type { Script } from "./script";
import type { Step } from "./steps";

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

/** What people do on any day. */
export function ordinaryScene(script: Script): Step[] {
  const { random } = script;
  const kind = random.weighted(ORDINARY);
  switch (kind) {
    case "say":
      return [script.say()];
    case "answer":
      return [script.answer()];
    case "pause":
      return [{ do: "pause", ms: random.whole(1, 30) }];
    case "await acks":
      return [{ do: "await acks", count: random.whole(1, 6) }];
    case "accept":
      return [script.accept()];
    case "reload agent":
      return [{ do: kind, agent: script.agent() }];
    case "leave": {
      const at = script.chat();
      script.later({ do: "visit", chat: at }, [2, 8]);
      return [{ do: kind, chat: at }];
    }
    default:
      return [{ do: kind, chat: script.chat() }];
  }
}
