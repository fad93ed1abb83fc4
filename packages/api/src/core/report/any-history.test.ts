import { afterAll, expect, test } from "bun:test";
import fc from "fast-check";
import { closeTestCores, makeAccount, makeAgent, newSessionId, readRows, testCore } from "../../testing";
import { showAgentStats, showOverview } from "..";

afterAll(closeTestCores);

const core = await testCore();

const Line = fc.record({ sender: fc.constantFrom("visitor" as const, "agent" as const, "ai" as const), gapSeconds: fc.nat(900) });
const Chat = fc.record({
  lines: fc.array(Line, { maxLength: 12 }),
  rating: fc.option(fc.integer({ min: 1, max: 5 })),
  isAccepted: fc.boolean(),
});
const History = fc.array(Chat, { maxLength: 6 });
type Told = typeof History extends fc.Arbitrary<infer T> ? T : never;

const mean = (values: number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
const oneDecimal = (value: number | null) => Math.round((value ?? 0) * 10) / 10;

/** Seconds from each visitor's line to the next line of anyone else that `counts`, one by one. */
function waitsOf({ lines }: Told[number], counts: (sender: "agent" | "ai") => boolean): number[] {
  let clock = 0;
  const said = lines.map(({ sender, gapSeconds }) => {
    clock += gapSeconds;
    return { sender, at: clock };
  });
  return said.flatMap((asked, index) => {
    if (asked.sender !== "visitor") return [];
    const reply = said.slice(index + 1).find((line) => line.sender !== "visitor");
    return reply && reply.sender !== "visitor" && counts(reply.sender) ? [reply.at - asked.at] : [];
  });
}

/** Writes a history straight into the tables, as any client of them could have. */
async function write(siteKey: string, agentId: number, history: Told): Promise<void> {
  for (const { lines, rating, isAccepted } of history) {
    const sessionId = newSessionId();
    await readRows(core, `INSERT INTO sessions (session_id, site_key, status) VALUES ('${sessionId}', '${siteKey}', 'active')`);
    let clock = 1_800_000_000;
    for (const { sender, gapSeconds } of lines) {
      clock += gapSeconds;
      const senderId = sender === "agent" ? agentId : "NULL";
      await readRows(
        core,
        `INSERT INTO messages (session_id, sender_type, sender_id, message, created_at)
         VALUES ('${sessionId}', '${sender}', ${senderId}, 'x', FROM_UNIXTIME(${clock}))`,
      );
    }
    if (rating !== null)
      await readRows(core, `INSERT INTO ratings (session_id, agent_id, score) VALUES ('${sessionId}', ${agentId}, ${rating})`);
    if (isAccepted)
      await readRows(
        core,
        `INSERT INTO assignments (session_id, site_key, agent_id, escalated_at, accepted_at)
         VALUES ('${sessionId}', '${siteKey}', ${agentId}, FROM_UNIXTIME(1800000000), FROM_UNIXTIME(1800000060))`,
      );
  }
}

test("whatever was said, each number is what its rows say one by one", async () => {
  await fc.assert(
    fc.asyncProperty(History, async (history) => {
      const account = await makeAccount(core);
      const agent = await makeAgent(account);
      await write(account.widget.siteKey, agent.profile.id, history);

      const ratings = history.flatMap(({ rating }) => (rating === null ? [] : [rating]));
      const overview = await showOverview(account.admin, {});
      expect(overview).toMatchObject({
        totalChats: history.length,
        totalMessages: history.reduce((sum, { lines }) => sum + lines.length, 0),
        customerSatisfaction: oneDecimal(mean(ratings)),
      });
      expectMean(overview.averageResponseSeconds, mean(history.flatMap((chat) => waitsOf(chat, () => true))));

      const accepted = history.filter(({ isAccepted }) => isAccepted);
      const own = await showAgentStats(agent.ctx, {});
      expect(own).toMatchObject({ chatsHandled: accepted.length, customerSatisfaction: oneDecimal(mean(ratings)) });
      expectMean(own.averageResponseSeconds, mean(accepted.flatMap((chat) => waitsOf(chat, (sender) => sender === "agent"))));
    }),
    { numRuns: 25 },
  );
});

function expectMean(measured: number | null, expected: number | null): void {
  if (expected === null) expect(measured).toBeNull();
  // The database gives an average four decimals.
  else expect(measured).toBeCloseTo(expected, 3);
}
