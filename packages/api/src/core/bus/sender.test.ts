import { expect, test } from "bun:test";
import type { ChatEvent } from "../../contract";
import { BUS_DEFAULTS } from "./defaults";
import { createSender } from "./sender";
import { decode } from "./wire";

const changed = (accountId: number): ChatEvent => ({ type: "knowledge.changed", accountId });
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A sender and a way out of the process that can be closed, or break while something is on it. */
function speak(batchMax: number = BUS_DEFAULTS.batchMax) {
  const way = { isOpen: true, breaks: false };
  const sent: string[] = [];
  const failures: unknown[] = [];
  const sender = createSender({
    origin: "me",
    canSend: () => way.isOpen,
    async send(text) {
      if (way.breaks) throw new Error("broken");
      const { kind, sequence, lines } = decode(text) ?? { kind: "nothing", sequence: 0, lines: [] };
      sent.push(`${kind} ${sequence} ${lines.length / 2}`);
    },
    onFailure: (error) => failures.push(error),
    numbers: { batchMax },
  });
  return { sender, way, sent, failures };
}

test("what is said in one turn goes as one message, in parts when it is too large, and a beat after it", async () => {
  const { sender, sent } = speak();
  for (let number = 0; number < 3; number++) sender.add("account:1", changed(number));
  await turn();
  sender.add("account:1", changed(3));
  await sender.beat();
  expect(sent).toEqual(["news 1 3", "news 2 1", "beat 2 0"]);
  const small = speak(60);
  for (let number = 0; number < 4; number++) small.sender.add("account:1", changed(number));
  await small.sender.sayBye();
  expect(small.sent).toEqual(["news 1 2", "news 2 2", "bye 2 0"]);
});

test("what could not be said is said to be lost, once, as soon as something can be said", async () => {
  const { sender, way, sent, failures } = speak();
  sender.add("account:1", changed(1));
  way.isOpen = false;
  await turn();
  sender.add("account:1", changed(2));
  await sender.beat();
  expect([sent, failures]).toEqual([[], []]);
  way.isOpen = true;
  await sender.beat();
  await sender.beat();
  expect(sent).toEqual(["lost 2 0", "beat 2 0"]);
});

test("what broke on its way is lost, also when the word of it breaks, too", async () => {
  const { sender, way, sent, failures } = speak();
  way.breaks = true;
  sender.add("account:1", changed(1));
  await turn();
  await sender.beat();
  expect(failures).toHaveLength(2);
  way.breaks = false;
  await sender.sayBye();
  await sender.beat();
  expect(sent).toEqual(["lost 1 0", "beat 1 0"]);
});
