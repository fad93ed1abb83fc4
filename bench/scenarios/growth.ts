import { type Figure, figure } from "../figure";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { untilQuiet, untilRolledUp } from "../stage/quiet";
import { CHAT_MESSAGES, chatId, longChatId, makeNumbers, type SeedOwner, seedChats, seedLongChat, seedWaiting } from "../stage/seed";
import { openStage, type Stage } from "../stage/stage";
import { growthExponent } from "../summary";
import { askFirst, type FirstOverview, firstFigures } from "./first-overview";
import { costOfAccept, costOfGet } from "./growth-costs";
import { measureQueue } from "./growth-queue";

const SIZES = {
  messages: [10_000, 100_000, 1_000_000],
  chat: [100, 1000, 10_000],
  queue: [10, 1000, 10_000],
  gets: 100,
  // Each takes a chat that waits and holds one message: with as many as a usual chat holds, the sizes of messages come out even.
  accepts: CHAT_MESSAGES,
};
const QUICK = { messages: [500, 1000], chat: [50, 100], queue: [5, 20], gets: 5, accepts: 8 };
const EXPONENT_MAX = 0.1;

/** What one costs when there are many. Rows are written by SQL; what is measured goes through the API. */
export const growth: Scenario = {
  name: "growth",
  title: "Growth: cost ~ size^e, 10,000 to 1,000,000 messages, 10 to 10,000 waiting",
  run: measure,
};

type Point = { size: number; cost: number };
type Costs = Record<string, Point[]>;

async function measure(options: ScenarioOptions): Promise<Outcome> {
  const sizes = options.isQuick ? QUICK : SIZES;
  const stage = await openStage({ agents: 1, limits: [], profileTo: options.profileTo });
  const owner = { siteKey: stage.product.siteKey, agentId: stage.product.agents[0]?.id ?? 0 };
  const costs: Costs = {};
  // One that fails, or takes so long that its connection is closed, leaves a gap in the table and not the table undone.
  const note: Note = async (what, size, measuring) => {
    const cost = await measuring.catch((error: unknown) => {
      options.tell(`${what} at ${size}: ${error}`);
      return Number.NaN;
    });
    options.tell(`${what} at ${size}: ${cost.toFixed(2)} ms`);
    costs[what] = [...(costs[what] ?? []), { size, cost }];
  };
  try {
    await makeNumbers(stage.database.pool);
    const { waiting, first } = await measureMessages(stage, owner, options, sizes, note);
    await measureLongChats(stage, owner, options, sizes, note);
    await measureQueue(stage, owner, sizes, note, waiting);
    return { figures: [...figuresOf(costs), ...firstFigures(first)], database: stage.database.describe, raw: { costs, first } };
  } finally {
    await stage.close();
  }
}

export type Note = (what: string, size: number, measuring: Promise<number>) => Promise<void>;

async function measureMessages({ product, database }: Stage, owner: SeedOwner, options: ScenarioOptions, sizes: typeof SIZES, note: Note) {
  const agentToken = product.agents[0]?.token ?? "";
  let chats = 0;
  let waiting = 0;
  const first: FirstOverview[] = [];
  for (const wanted of sizes.messages) {
    await seedWaiting(database.pool, owner, waiting + 1, waiting + sizes.accepts);
    const waitingBefore = waiting;
    waiting += sizes.accepts;
    const chatsBefore = chats;
    chats = Math.floor((wanted - waiting) / CHAT_MESSAGES);
    await seedChats(database.pool, owner, chatsBefore + 1, chats);
    const size = chats * CHAT_MESSAGES + waiting;
    await product.restart();
    first.push(await askFirst(product, size, options.tell));
    await untilSettled({ product, database }, options);
    const anyChat = (index: number) => `/api/widgets/sessions/${chatId(1 + ((index * 7919) % chats))}/messages`;
    await note("history of a usual chat, by all messages", size, costOfGet(product, agentToken, sizes.gets, anyChat));
    await note(
      "stats/overview, by all messages",
      size,
      costOfGet(product, product.token, sizes.gets, () => "/api/widgets/stats/overview"),
    );
    await note("accept, by all messages", size, costOfAccept(product, { first: waitingBefore + 1, times: sizes.accepts }));
  }
  return { waiting, first };
}

/** They come last: what they hold is in none of the sizes before. */
async function measureLongChats({ product, database }: Stage, owner: SeedOwner, options: ScenarioOptions, sizes: typeof SIZES, note: Note) {
  const agentToken = product.agents[0]?.token ?? "";
  for (const size of sizes.chat) await seedLongChat(database.pool, owner, size);
  await product.restart();
  await untilSettled({ product, database }, options);
  for (const size of sizes.chat) {
    const page = `/trpc/agent.chats.history?input=${encodeURIComponent(JSON.stringify({ sessionId: longChatId(size), limit: 50 }))}`;
    await note(
      "newest page of a chat, by its messages",
      size,
      costOfGet(product, agentToken, sizes.gets, () => page),
    );
  }
}

async function untilSettled({ product, database }: Pick<Stage, "product" | "database">, { isQuick, tell }: ScenarioOptions): Promise<void> {
  if (isQuick) return;
  if (!(await untilRolledUp(database.pool))) tell("the sums of the statistics did not catch up");
  await untilQuiet([product.server.pid, database.pid]);
}

function figuresOf(costs: Costs): Figure[] {
  const overview = costs["stats/overview, by all messages"]?.at(-1)?.cost ?? Number.NaN;
  return [
    ...Object.entries(costs).flatMap(([what, points]) => [
      figure(what, "exponent", [growthExponent(points)], { atMost: EXPONENT_MAX }),
      ...points.map(({ size, cost }) => figure(`${what}: ${size.toLocaleString("en")}`, "ms", [cost])),
    ]),
    figure("stats/overview at the most messages", "ms", [overview], { atMost: 10 }),
  ];
}
