import { describe, expect, test } from "bun:test";
import { DEMO_PAIRS } from "../demo/shop";
import { bestPair, indexPairs, MIN_SCORE } from "./ranking";

const shop = await indexPairs(DEMO_PAIRS);

/** The question of the pair that is answered with, null when none fits well enough. */
function chosen(question: string): string | null {
  const best = bestPair(question, shop);
  return best && best.score >= MIN_SCORE ? best.pair.question : null;
}

const DELIVERY = "How long does delivery take?";
const SHIPPING = "How much does shipping cost?";
const RETURN = "Can I return my order?";
const BROKEN = "Something arrived broken. What now?";
const DISHWASHER = "Are your ceramics dishwasher and microwave safe?";
const HOURS = "What are your opening hours?";
const PLACE = "Where is your shop?";
const PAY = "How can I pay?";
const GIFT = "Do you sell gift cards or wrap gifts?";
const CLASSES = "Do you offer pottery classes or workshops?";
const CUSTOM = "Do you make custom pieces or wedding sets?";
const TRACK = "How do I track my order?";

describe("the demo shop's questions in a visitor's own words", () => {
  test.each([
    ["how long will delivery be?", DELIVERY],
    ["When will my order be delivered?", DELIVERY],
    ["delivery time to germany", DELIVERY],
    ["How long do deliveries take??", DELIVERY],
    ["what does shipping cost", SHIPPING],
    ["How expensive is shipping?", SHIPPING],
    ["is shipping free", SHIPPING],
    ["Do you ship for free above some amount?", SHIPPING],
    ["I want to return something", RETURN],
    ["can i get a refund", RETURN],
    ["How do I send back an unused order?", RETURN],
    ["my mug arrived broken", BROKEN],
    ["The plate was broken when it arrived!", BROKEN],
    ["can I put the bowls in the dishwasher", DISHWASHER],
    ["microwave?", DISHWASHER],
    ["when are you open", HOURS],
    ["Opening times on Saturday?", HOURS],
    ["where can I find you?", PLACE],
    ["Where's the shop", PLACE],
    ["which payment methods do you take? paypal?", PAY],
    ["Can I pay by card?", PAY],
    ["do you have gift cards", GIFT],
    ["could you gift wrap it", GIFT],
    ["I'd like to take a pottery class", CLASSES],
    ["are there workshops on sundays", CLASSES],
    ["do you do wedding sets", CUSTOM],
    ["Can you make me a custom piece?", CUSTOM],
    ["track my parcel", TRACK],
    ["Where is my order? I want tracking", TRACK],
  ])("%s", (question, pair) => {
    expect(chosen(question)).toBe(pair);
  });
});

describe("what the shop has no answer to is not guessed at", () => {
  test.each([
    "What is the capital of France?",
    "Do you sell bicycles?",
    "Tell me a joke",
    "Who won the football match yesterday?",
    "Can you help me with my taxes?",
    "Is the job as an accountant still available?",
    "What's the weather like?",
    "asdf qwer",
    "🙂🙂🙂",
    "?",
    "do you have it",
    "Ich habe eine Frage zur Rechnung",
  ])("%s", (question) => {
    expect(chosen(question)).toBeNull();
  });
});

test("without pairs there is nothing to choose", async () => {
  expect(bestPair("delivery?", await indexPairs([]))).toBeNull();
});

test("a score is between 0 and 1, and 1 for a pair's own question", () => {
  for (const pair of DEMO_PAIRS) {
    expect(bestPair(pair.question, shop)).toMatchObject({ pair, score: 1 });
    expect(bestPair(`${pair.question} elephants`, shop)?.score).toBeWithin(0.3, 1);
  }
});

test("indexing much knowledge gives way to others, and finds the one pair of thousands", async () => {
  const many = Array.from({ length: 2000 }, (_, index) => ({
    question: `Question ${index} about thing${index}?`,
    answer: "word ".repeat(60),
  }));
  const order: string[] = [];
  const indexing = indexPairs(many).then((index) => {
    order.push("indexed");
    return index;
  });
  setImmediate(() => order.push("someone else"));
  expect(bestPair("tell me about thing1234", await indexing)?.pair.question).toBe("Question 1234 about thing1234?");
  expect(order).toEqual(["someone else", "indexed"]);
});
