import { type Figure, figure } from "../figure";
import type { Outcome, Scenario, ScenarioOptions } from "../scenario";
import { untilQuiet, untilRolledUp } from "../stage/quiet";
import { CHAT_MESSAGES, chatId, longChatId, makeNumbers, seedChats, seedLongChat, seedWaiting, waitingId } from "../stage/seed";
import { openStage, type Stage } from "../stage/stage";
import { growthExponent } from "../summary";
import { askFirst, type FirstOverview, firstFigures } from "./first-overview";
import { costOfAccept, costOfGet } from "./growth-costs";

const SIZES = { messages: [10_000, 100_000, 1_000_000], chat: [100, 1000, 10_000], queue: [10, 1000, 10_000], gets: 100, accepts: 20 };
const QUICK = { messages: [500, 1000], chat: [50, 100], queue: [5, 20], gets: 5, accepts: 5 };
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
  const stage = await openStage({ agents: 1, limits: [] });
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
    const seeded = await measureMessages(stage, options, sizes, note);
    await measureQueue(stage, sizes, note, seeded.waiting);
    const figures = [...figuresOf(costs), ...firstFigures(seeded.first)];
    return { figures, database: stage.database.describe, raw: { costs, first: seeded.first } };
  } finally {
    await stage.close();
  }
}

type Note = (what: string, size: number, measuring: Promise<number>) => Promise<void>;

async function measureMessages({ product, database }: Stage, { isQuick, tell }: ScenarioOptions, sizes: typeof SIZES, note: Note) {
  const owner = { siteKey: product.siteKey, agentId: product.agents[0]?.id ?? 0 };
  const agentToken = product.agents[0]?.token ?? "";
  let total = 0;
  let chats = 0;
  let waiting = 0;
  const first: FirstOverview[] = [];
  for (const size of sizes.chat) {
    await seedLongChat(database.pool, owner, size);
    total += size;
  }
  for (const size of sizes.messages) {
    await seedChats(database.pool, owner, chats + 1, size / CHAT_MESSAGES);
    total += size - chats * CHAT_MESSAGES + sizes.accepts;
    chats = size / CHAT_MESSAGES;
    await seedWaiting(database.pool, owner, waiting + 1, waiting + sizes.accepts);
    await product.restart();
    first.push(await askFirst(product, size, total, tell));
    if (!isQuick && !(await untilRolledUp(database.pool))) tell("the sums of the statistics did not catch up");
    if (!isQuick) await untilQuiet([product.server.pid, database.pid]);
    const anyChat = (index: number) => `/api/widgets/sessions/${chatId(1 + ((index * 7919) % chats))}/messages`;
    await note("history of a usual chat, by all messages", size, costOfGet(product, agentToken, sizes.gets, anyChat));
    await note(
      "stats/overview, by all messages",
      size,
      costOfGet(product, product.token, sizes.gets, () => "/api/widgets/stats/overview"),
    );
    await note("accept, by all messages", size, costOfAccept(product, waiting + 1, sizes.accepts));
    waiting += sizes.accepts;
  }
  for (const size of sizes.chat) {
    const page = `/trpc/agent.chats.history?input=${encodeURIComponent(JSON.stringify({ sessionId: longChatId(size), limit: 50 }))}`;
    await note(
      "newest page of a chat, by its messages",
      size,
      costOfGet(product, agentToken, sizes.gets, () => page),
    );
  }
  return { waiting, first };
}

async function measureQueue({ product, database }: Stage, sizes: typeof SIZES, note: Note, before: number): Promise<void> {
  const owner = { siteKey: product.siteKey, agentId: product.agents[0]?.id ?? 0 };
  const agentToken = product.agents[0]?.token ?? "";
  let first = before + 1;
  let last = before;
  for (const size of sizes.queue) {
    // Some are accepted while it is measured: the size is the middle of before and after.
    const wanted = size + sizes.accepts;
    await seedWaiting(database.pool, owner, last + 1, first + wanted - 1);
    last = first + wanted - 1;
    await product.restart();
    const middle = waitingId(first + Math.floor(size / 2));
    await note(
      "waiting-sessions, by queue",
      wanted,
      costOfGet(product, agentToken, sizes.gets / 5, () => "/api/agents/waiting-sessions"),
    );
    const position = `/api/widgets/queue-position/${owner.siteKey}/${middle}`;
    await note(
      "queue-position, by queue",
      wanted,
      costOfGet(product, agentToken, sizes.gets, () => position),
    );
    await note("accept, by queue", size + sizes.accepts / 2, costOfAccept(product, first, sizes.accepts));
    first += sizes.accepts;
  }
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
