import type { ViewActions } from "../panel/view";
import { type ChatState, newState } from "../protocol/state";
import type { Line } from "../protocol/transcript";

const QUESTION = "Hi! Do you ship to Norway?";
const ANSWER = "Yes, we do. Orders to Norway arrive within 3 to 5 working days, and you can follow the parcel from our door to yours.";
const ECHO = "This is a preview. On your website the assistant answers here, or one of your agents.";

/** Milliseconds between the steps of the little conversation. */
const STEP_MS = { question: 500, typing: 600, answer: 1_500 };

/** A chat without a server: plays one question and its answer, then answers whatever is written. */
export function playScript(onChange: (state: ChatState) => void) {
  const lines: Line[] = [];
  const state: ChatState = { ...newState(lines), link: "online" };
  let timer: ReturnType<typeof setTimeout> | undefined;

  const add = (from: Line["from"], text: string) => {
    const at = new Date().toISOString();
    lines.push({ key: `line-${lines.length}`, id: lines.length + 1, from, name: null, text, at, state: "sent" });
  };
  const later = (ms: number, step: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      step();
      onChange(state);
    }, ms);
  };
  const say = (question: string, answer: string) => {
    add("visitor", question);
    later(STEP_MS.typing, () => {
      state.isTyping = true;
      later(STEP_MS.answer, () => {
        state.isTyping = false;
        add("assistant", answer);
      });
    });
  };

  const actions: Omit<ViewActions, "close"> = {
    send(text) {
      if (text.trim()) say(text, ECHO);
      onChange(state);
    },
    retry() {},
    escalate() {
      Object.assign(state, { mode: "queued", position: 2, estimatedWait: 4 });
      onChange(state);
    },
  };
  return { state, actions, play: () => later(STEP_MS.question, () => say(QUESTION, ANSWER)), stop: () => clearTimeout(timer) };
}
