import type { Db } from "@chat/db";
import type { Bus } from "../bus";
import { asksForPerson, isGreeting, isThanks } from "./intents";
import { createPairIndexes } from "./pair-indexes";
import type { Assistant, AssistantReply } from "./port";
import { bestPair, MIN_SCORE } from "./ranking";

const HANDOVER: AssistantReply = { kind: "handover", text: "Of course. I'm connecting you with a person now." };
const GREETING: AssistantReply = { kind: "answer", text: "Hello! What can I help you with?" };
const THANKS: AssistantReply = { kind: "answer", text: "You're welcome! Is there anything else I can help with?" };
const UNKNOWN: AssistantReply = {
  kind: "unknown",
  text: "I'm sorry, I don't know the answer to that. Would you like to talk to a person?",
};

/** The built-in assistant: answers from the account's question/answer pairs, and says so when none fits. */
export function createKnowledgeAssistant(db: Db, bus: Bus): Assistant {
  const indexOf = createPairIndexes(db, bus);
  return {
    async reply({ accountId, text, history }) {
      if (asksForPerson(text, history)) return HANDOVER;
      const best = bestPair(text, await indexOf(accountId));
      if (best && best.score >= MIN_SCORE) return { kind: "answer", text: best.pair.answer, source: { title: best.pair.question } };
      if (isGreeting(text)) return GREETING;
      return isThanks(text) ? THANKS : UNKNOWN;
    },
  };
}
