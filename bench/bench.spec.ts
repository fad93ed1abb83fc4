import { afterAll, beforeAll, expect, test } from "bun:test";
import { makeDataDir, removeDataDir } from "../e2e/harness/server";
import { noFaults, type Phase } from "./driver/job";
import { figure, verdict } from "./figure";
import { rotated } from "./scenarios/rounds";
import { startTimed } from "./scenarios/start";
import { type Contender, openStage, type ServerName, type Stage } from "./stage/stage";
import { growthExponent, median } from "./summary";
import { textTable } from "./table";

// Counts, never times: how fast is for script/bench to say, on a machine that does nothing else.

const CHATS = 6;
const WINDOW = 4;
const START_MS = 60_000;
let stage: Stage | undefined;

beforeAll(async () => {
  stage = await openStage({ agents: 2, durable: false });
}, START_MS);
afterAll(() => stage?.close());

function opened(): Stage {
  if (!stage) throw new Error("the stage did not open");
  return stage;
}

function contender(name: ServerName): Contender {
  const found = opened().contenders.find((one) => one.name === name);
  if (!found) throw new Error(`${name} is not there`);
  return found;
}

const phases: Phase[] = [
  { kind: "closed", window: WINDOW, warmMs: 50, measureMs: 150 },
  { kind: "open", rate: 200, warmMs: 50, measureMs: 150 },
  { kind: "round-trip", warmMs: 50, measureMs: 400 },
];

for (const agents of [2, 1]) {
  test(`${CHATS} chats of ${agents} agents lose, double, reorder and misroute nothing, and all that was shown is stored`, async () => {
    const { faults, stored, trouble, streams, phases: results } = await opened().talk(contender("ours"), { chats: CHATS, agents, phases });
    expect(trouble).toEqual([]);
    expect(faults).toEqual(noFaults());
    expect(stored).toEqual({ deliveredNotStored: 0, storedTwice: 0, storedOutOfOrder: 0 });
    expect(streams).toHaveLength(2 * CHATS);
    for (const { sent, delivered } of streams) expect([sent, sent > WINDOW]).toEqual([delivered, true]);
    // Of every message that was due, however late it came; a busy machine may stand still for as long as is measured.
    expect(results[1]?.latency?.p50).toBeGreaterThan(0);
    expect(results[2]?.latency?.p50).toBeGreaterThan(0);
  });
}

test("each limit delivers all that it is sent", async () => {
  for (const limit of opened().contenders.slice(1)) {
    const { faults, stored, streams } = await opened().talk(limit, { chats: CHATS, agents: 2, phases: phases.slice(0, 1) });
    // Inserts that are awaited one by one overtake one another: it is what they are there to show.
    expect({ ...faults, reordered: 0 }).toEqual(noFaults());
    expect(stored.deliveredNotStored).toBe(0);
    // A window is full at the start, however seldom it moves on.
    expect(streams.filter(({ sent, delivered }) => sent < WINDOW || sent !== delivered)).toEqual([]);
  }
});

test("what the rows lack is seen", async () => {
  // It stores in its own table: looked for in another, all that it showed is missing.
  const elsewhere = { ...contender("batched"), table: "limit_each" };
  const { stored, streams } = await opened().talk(elsewhere, { chats: 1, agents: 1, phases: phases.slice(0, 1) });
  expect(stored.deliveredNotStored).toBe(streams.reduce((sum, { delivered }) => sum + delivered, 0));
});

test("a server that does not start is not waited for", async () => {
  const dataDir = await makeDataDir();
  try {
    const started = startTimed(dataDir, { NODE_ENV: "production", DATABASE_URL: "no address at all" });
    await expect(started).rejects.toThrow("the server ended with");
  } finally {
    await removeDataDir(dataDir);
  }
});

test("another server begins in each round, and each has its turn", () => {
  expect([1, 2, 3, 4].map((round) => rotated(["ours", "(a)", "(b)"], round).join(" "))).toEqual([
    "ours (a) (b)",
    "(a) (b) ours",
    "(b) ours (a)",
    "ours (a) (b)",
  ]);
});

test("a figure says by how much it misses its target", () => {
  expect(verdict(figure("x", "ms", [3, 1, 2], { atMost: 2 }))).toBe("met");
  expect(verdict(figure("x", "ms", [3, 2, 4], { atMost: 2 }))).toBe("not met by 1.00 ms (50 %)");
  expect(verdict(figure("x", "/s", [900], { atLeast: 1000 }))).toBe("not met by 100/s (10 %)");
  expect(verdict(figure("x", "ms", [Number.NaN], { atMost: 2 }))).toBe("not measured");
  expect(textTable({ name: "a", title: "b", busyBefore: 0, failure: null, figures: [figure("x", "ms", [1, 3], { atMost: 2 })] })).toContain(
    "1.00 ms..3.00 ms  <= 2.00 ms  met",
  );
});

test("the exponent of a cost that grows as its size is one, of one that does not grow nought", () => {
  expect(growthExponent([10, 100, 1000].map((size) => ({ size, cost: size * 3 })))).toBeCloseTo(1);
  expect(growthExponent([10, 100, 1000].map((size) => ({ size, cost: 5 })))).toBeCloseTo(0);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});
