import fc from "fast-check";
import { until } from "../e2e/harness/until";
import { httpActs } from "./http-acts";
import { type Act, type Lane, openLane } from "./lanes";
import { watchMemory } from "./memory";
import { OWN_SESSION, socketActs } from "./socket-acts";
import { openStage, type Stage, sumOfRows } from "./stage";

export interface Report {
  sent: number;
  /** How often each status and socket. */
  counts: Record<string, number>;
  /** Refused alone, with every row summed up before and after. */
  checkedRefusals: number;
  faults: string[];
  memory: { middle: number; last: number };
  seconds: number;
}

const LANES = 8;
const BATCH = 400;
/** Of each batch, sent one at a time between two looks at all rows. */
const CHECKED = 20;
const TRIES = 3;
const FAULTS_MAX = 50;
const TROUBLE = /unhandled|uncaught|panic|segfault|^error:|"level":"error"/im;

/** Sends `runs` requests and frames, most of them wrong, to a real server. The same seed sends the same. */
export async function fuzz({
  seed,
  runs,
  tell = () => {},
}: {
  seed: number;
  runs: number;
  tell?: (line: string) => void;
}): Promise<Report> {
  const stage = await openStage();
  const startedAt = Date.now();
  const sessionIds = Array.from({ length: LANES }, (_, index) => `fuzzed_session_${index}`);
  const lanes = await Promise.all(sessionIds.map((sessionId) => openLane(stage, sessionId)));
  const memory = watchMemory(stage.server.pid);
  const report: Report = { sent: 0, counts: {}, checkedRefusals: 0, faults: [], memory: { middle: 0, last: 0 }, seconds: 0 };
  const acts = actsFor(stage, sessionIds);
  try {
    for (let batch = 0; report.sent < runs && report.faults.length < FAULTS_MAX; batch++) {
      const drawn = fc.sample(acts, { seed: seed + batch, numRuns: Math.min(BATCH, runs - report.sent) });
      await sendChecked(stage, lanes, drawn.splice(0, CHECKED), report);
      await Promise.all(lanes.map((lane) => sendAll(lane, drawn, report)));
      if (batch % 10 === 9) tell(`${report.sent} sent, ${report.faults.length} faults`);
    }
  } catch (error) {
    report.faults.push(`the fuzzing broke off: ${error}\n${stage.server.output().slice(-2000)}`);
  } finally {
    memory.stop();
  }
  try {
    const trouble = stage.server
      .output()
      .split("\n")
      .filter((line) => TROUBLE.test(line));
    report.faults.push(...new Set(trouble.map((line) => `the server said: ${line.slice(0, 2000)}`)));
    report.memory = memory.thirds();
    report.seconds = Math.round((Date.now() - startedAt) / 1000);
    return report;
  } finally {
    for (const lane of lanes) lane.close();
    await stage.close();
  }
}

function actsFor({ own, foreign, spareSiteKeys }: Stage, sessionIds: string[]): fc.Arbitrary<Act> {
  const siteKey = fc.constantFrom(own.siteKey, own.siteKey, own.siteKey, foreign.siteKey, "widget-none");
  const sessionId = fc.constantFrom(...sessionIds, "session_of_nobody");
  // What an admin's requests name is changed and deleted by them: not what the sockets live on.
  const ofAdmins = {
    siteKey: fc.constantFrom(...spareSiteKeys, foreign.siteKey, "widget-none"),
    agentId: fc.constantFrom(1, 999, foreign.agent.id),
  };
  const tokens = [own.token, own.token, own.agent.token, own.agent.token, foreign.agent.token, ""];
  return fc.oneof(
    { weight: 5, arbitrary: httpActs(tokens, { ...ofAdmins, sessionId }, { siteKey, sessionId }) },
    { weight: 3, arbitrary: socketActs("visitor", { siteKey, sessionId: fc.constant(OWN_SESSION) }) },
    { weight: 2, arbitrary: socketActs("agent", { sessionId, agentId: fc.constantFrom(own.agent.id, 1) }) },
  );
}

async function sendOne(lane: Lane, act: Act, report: Report): Promise<boolean> {
  const { isRefused, fault, as } = await lane.send(act);
  report.sent++;
  report.counts[as] = (report.counts[as] ?? 0) + 1;
  if (fault !== null) report.faults.push(`${fault}\n  after ${describe(act)}`);
  return isRefused;
}

async function sendAll(lane: Lane, left: Act[], report: Report): Promise<void> {
  for (let act = left.shift(); act; act = left.shift()) await sendOne(lane, act, report);
}

/** What is refused changes no row. */
async function sendChecked(stage: Stage, lanes: Lane[], acts: Act[], report: Report): Promise<void> {
  const [lane] = lanes;
  if (!lane) return;
  for (const act of acts) {
    const effects = [];
    // Work in the background may change rows in the same moment. What changes them itself does so each time.
    do effects.push(await effectOf(stage, lane, act, report));
    while (effects.length < TRIES && effects.at(-1) === "refused, and rows changed");
    if (effects.length === TRIES) report.faults.push(`refused, and rows changed\n  after ${describe(act)}`);
    else if (effects.at(-1) === "refused") report.checkedRefusals++;
  }
}

async function effectOf(stage: Stage, lane: Lane, act: Act, report: Report) {
  const before = await restingSum(stage);
  if (!(await sendOne(lane, act, report))) return "taken";
  return (await sumOfRows(stage.database)) === before ? "refused" : "refused, and rows changed";
}

/** The sum of all rows once nothing that was let in before still works on them. */
async function restingSum({ database }: Stage): Promise<string> {
  let sum = await sumOfRows(database);
  await until("the rows to rest", async () => {
    const next = await sumOfRows(database);
    const isResting = next === sum;
    sum = next;
    return isResting;
  });
  return sum;
}

const describe = (act: Act): string =>
  JSON.stringify(act, (_key, value: unknown) => (value instanceof Uint8Array ? [...value] : value)).slice(0, 2000);
