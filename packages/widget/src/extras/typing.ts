import type { ExtrasHost } from "./main";

/** Typing is told again after this long, and called off after as long without a key. */
const TYPING_MS = 3_000;

/** Tells the agent who has the chat that its visitor is writing. */
export function createTyping({ client, record, view: { composer } }: ExtrasHost) {
  let toldAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (isTyping: boolean) =>
    client.state.mode === "agent" && client.send({ type: "typing", sessionId: record.current().sessionId, isTyping });
  const stop = () => {
    clearTimeout(timer);
    if (toldAt) tell(false);
    toldAt = 0;
  };
  composer.input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(stop, TYPING_MS);
    if (Date.now() - toldAt < TYPING_MS) return;
    toldAt = Date.now();
    tell(true);
  });
  return {
    stop,
    /** What was written is sent, or taken away. */
    render: () => composer.input.value || stop(),
  };
}
