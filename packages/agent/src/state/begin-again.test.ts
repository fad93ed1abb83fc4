import { expect, test } from "bun:test";
import { beginAgain, type Handlers } from "./begin-again";

interface Planned {
  ms: number;
  isCalledOff: boolean;
  run(): void;
}

/** A subscription whose server, clock and chance are the test's. */
function keeping({ random = 0.5, ...told }: { random?: number; onError?: (error: unknown) => boolean; onComplete?: () => void } = {}) {
  const begun: Handlers<string>[] = [];
  const unsubscribed: number[] = [];
  const planned: Planned[] = [];
  const heard: string[] = [];
  const end = beginAgain<string>({
    begin(handlers) {
      const index = begun.push(handlers) - 1;
      return { unsubscribe: () => unsubscribed.push(index) };
    },
    onData: (item) => heard.push(item),
    onError: () => true,
    random: () => random,
    after(ms, run) {
      const plan = { ms, isCalledOff: false, run };
      planned.push(plan);
      return () => {
        plan.isCalledOff = true;
      };
    },
    ...told,
  });
  const server = () => begun.at(-1) as Handlers<string>;
  const refuse = (times: number) => {
    for (let time = 0; time < times; time++) {
      server().onError(new Error("refused"));
      planned.at(-1)?.run();
    }
  };
  return { begun, unsubscribed, planned, heard, end, server, refuse, pauses: () => planned.map(({ ms }) => ms) };
}

test("a subscription that is refused is begun again after pauses that double, up to 15 seconds", () => {
  const { begun, pauses, refuse } = keeping();
  refuse(7);
  expect(pauses()).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  expect(begun).toHaveLength(8);
});

test("a pause is up to a quarter shorter or longer, so that not all who were refused come back at once", () => {
  expect(
    [0, 0.999].map((random) => {
      const { refuse, pauses } = keeping({ random });
      refuse(1);
      return pauses();
    }),
  ).toEqual([[375], [624.75]]);
});

test("it is begun again when the server ends it, and its owner is told before", () => {
  const seen: number[] = [];
  const { begun, planned, server } = keeping({ onComplete: () => seen.push(planned.length) });
  server().onComplete();
  expect(seen).toEqual([0]);
  planned[0]?.run();
  expect(begun).toHaveLength(2);
});

test("what it brings is told, and makes the next pause short again", () => {
  const { heard, pauses, refuse, server } = keeping();
  refuse(3);
  server().onData("news");
  refuse(1);
  expect(heard).toEqual(["news"]);
  expect(pauses()).toEqual([500, 1000, 2000, 500]);
});

test("an error after which its owner wants no more is the end of it", () => {
  const { planned, server } = keeping({ onError: () => false });
  server().onError(new Error("access lost"));
  expect(planned).toEqual([]);
});

test("two ends of one subscription begin it once", () => {
  const { planned, server } = keeping();
  server().onError(new Error("refused"));
  server().onComplete();
  expect(planned.map(({ isCalledOff }) => isCalledOff)).toEqual([true, false]);
});

test("once it is ended for good it is let go, no longer planned, and says nothing", () => {
  const told: string[] = [];
  const { end, heard, planned, refuse, server, unsubscribed } = keeping({
    onError: () => told.push("error") > 0,
    onComplete: () => told.push("complete"),
  });
  refuse(1);
  server().onError(new Error("refused"));
  end();
  expect(unsubscribed).toEqual([1]);
  expect(planned.at(-1)?.isCalledOff).toBe(true);
  server().onData("late");
  server().onError(new Error("late"));
  server().onComplete();
  expect([heard, told, planned.length]).toEqual([[], ["error", "error"], 2]);
});

test.each(["onError", "onComplete"] as const)("an owner who ends it for good in %s has none begun that nobody ends", (ending) => {
  const endsIt = () => {
    kept.end();
    return true;
  };
  const kept = keeping({ [ending]: endsIt });
  kept.server()[ending](new Error("refused"));
  expect([kept.begun.length, kept.unsubscribed, kept.planned]).toEqual([1, [0], []]);
});
