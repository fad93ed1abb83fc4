import { afterAll, expect, test } from "bun:test";
import fc from "fast-check";
import { measureAgent, putRating, type Report } from "../queries";
import { deleteWidget } from "../queries/widgets";
import { ownDatabase } from "../testing";
import { assign, insertRating, makeShop, type Shop, say, startSession } from "../testing/history";
import { measureAccount } from "../testing/measure-account";
import { plainReportOfAccount, plainReportOfAgent } from "../testing/plain-reports";
import { withTransaction } from "../transaction";
import { fold, readCursors } from ".";

// Cursors belong to a whole database: in one of its own nothing else moves them.
const database = await ownDatabase();
const { db } = database;
afterAll(database.close);

const index = fc.nat(7);
const Step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("start" as const), widget: index }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant("say" as const),
      session: index,
      by: fc.constantFrom("visitor" as const, "visitor" as const, "ai" as const, 0, 1),
      gapSeconds: fc.option(fc.integer({ min: -60, max: 900 }), { freq: 10 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("assign" as const), session: index, agent: fc.nat(1) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("rate" as const),
      session: index,
      agent: fc.option(fc.nat(1)),
      score: fc.integer({ min: 1, max: 5 }),
      isOurs: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("roll back" as const), session: index }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete" as const), widget: index }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant("roll up" as const),
      batchRows: fc.integer({ min: 1, max: 9 }),
      keepRows: fc.nat(5),
      // Now: nothing is too young. A minute: nothing has settled.
      settleSeconds: fc.constantFrom(0, 60),
      processes: fc.integer({ min: 1, max: 3 }),
      rounds: fc.integer({ min: 1, max: 4 }),
    }),
  },
);
type StepOf<D> = Extract<typeof Step extends fc.Arbitrary<infer T> ? T : never, { do: D }>;
type AnyStep = StepOf<"start" | "say" | "assign" | "rate" | "roll back" | "delete" | "roll up">;

interface World {
  shops: Shop[];
  siteKeys: string[];
  chats: { sessionId: string; siteKey: string; shop: Shop }[];
  clock: number;
}

const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % from.length];

async function rollUp({ processes, rounds, ...pace }: StepOf<"roll up">): Promise<void> {
  for (let round = 0; round < rounds; round++)
    await Promise.all(
      Array.from({ length: processes }, async () => {
        for (const cursor of await readCursors(db, pace.settleSeconds)) await fold(db, cursor, pace);
      }),
    );
}

async function take(world: World, step: AnyStep): Promise<void> {
  if (step.do === "roll up") return rollUp(step);
  if (step.do === "start" || step.do === "delete") {
    const siteKey = pick(world.siteKeys, step.widget);
    const shop = world.shops.find(({ siteKeys }) => siteKeys.includes(siteKey ?? ""));
    if (siteKey === undefined || !shop) return;
    if (step.do === "start") {
      world.chats.push({ sessionId: await startSession(db, siteKey), siteKey, shop });
    } else {
      await deleteWidget(db, { accountId: shop.accountId, siteKey });
      world.siteKeys = world.siteKeys.filter((key) => key !== siteKey);
      world.chats = world.chats.filter((chat) => chat.siteKey !== siteKey);
    }
    return;
  }
  const chat = pick(world.chats, step.session);
  if (!chat) return;
  const { sessionId, siteKey } = chat;
  const agentIdOf = (agent: number) => chat.shop.agentIds[agent] as number;
  if (step.do === "say") {
    world.clock += step.gapSeconds ?? 0;
    const by = typeof step.by === "number" ? agentIdOf(step.by) : step.by;
    await say(db, { sessionId, by, at: step.gapSeconds === null ? null : world.clock });
  } else if (step.do === "assign") {
    await assign(db, { sessionId, siteKey, agentId: agentIdOf(step.agent) });
  } else if (step.do === "rate") {
    const rating = { sessionId, agentId: step.agent === null ? null : agentIdOf(step.agent), score: step.score };
    if (step.isOurs) expect(await withTransaction(db, (tx) => putRating(tx, { ...rating, siteKey, comment: null }))).toBe("stored");
    else await insertRating(db, rating);
  } else {
    const inVain = db.transaction(async (tx) => {
      await say(tx, { sessionId, by: "visitor", at: world.clock });
      await startSession(tx, siteKey);
      tx.rollback();
    });
    await inVain.catch(() => {});
  }
}

/** While sums are being brought forward, too: what is asked is in the rows all the time. */
async function expectPlainNumbers({ shops }: World, whileRolling: StepOf<"roll up">): Promise<void> {
  for (const { accountId, agentIds } of shops) {
    const [measured, again] = await Promise.all([measureAccount(db, accountId), measureAccount(db, accountId), rollUp(whileRolling)]);
    const plain = await plainReportOfAccount(db, accountId);
    expectSame(measured, plain);
    expectSame(again, plain);
    for (const agentId of agentIds) expectSame(await measureAgent(db, { agentId, accountId }), await plainReportOfAgent(db, agentId));
  }
}

function expectSame(measured: Report, plain: Report): void {
  expect({ chats: measured.chats, messages: measured.messages }).toEqual({ chats: plain.chats, messages: plain.messages });
  for (const mean of ["meanReplySeconds", "meanRating"] as const) {
    const expected = plain[mean];
    if (expected === null) expect(measured[mean]).toBeNull();
    // The database gives an average four decimals.
    else expect(measured[mean]).toBeCloseTo(expected, 3);
  }
}

const quietly: StepOf<"roll up"> = { do: "roll up", batchRows: 3, keepRows: 0, settleSeconds: 0, processes: 2, rounds: 2 };

test("whatever was written, and whenever how many processes rolled it up, each number is what the rows say", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { minLength: 20, maxLength: 80, size: "max" }), async (steps) => {
      const shops = [await makeShop(db), await makeShop(db)];
      const world: World = { shops, siteKeys: shops.flatMap(({ siteKeys }) => siteKeys), chats: [], clock: 1_700_000_000 };
      for (const step of steps) await take(world, step);
      await expectPlainNumbers(world, quietly);
      // Once more with nothing left to read but the sums.
      await rollUp({ ...quietly, batchRows: 1_000, rounds: 4 });
      expect((await readCursors(db, 0)).filter(({ foldedTo, newestId }) => foldedTo < newestId)).toEqual([]);
      await expectPlainNumbers(world, quietly);
    }),
    { numRuns: 15 },
  );
}, 60_000);
