import { type Cast, callCast } from "./cast";
import { findBreaches, findLost, type Remains } from "./invariant/breaches";
import { findDifferences } from "./invariant/differences";
import { readRows } from "./journal";
import { perform } from "./perform";
import type { Schedule, Step } from "./schedule/steps";
import type { Stage } from "./stage";

/** How long all sides may take to agree once everything is well. Seconds do; the rest is for a machine that is busy with other things. */
export const PATIENCE_SECONDS = 60;
const LOOK_EVERY_MS = 15;
const LOG_LINES = 20;
/** They must agree this often in a row. */
const LOOKS = 2;

export interface Outcome {
  readonly schedule: Schedule;
  /** Steps that met something. */
  readonly met: readonly Step[];
  readonly remains: Remains;
  readonly siteKey: string;
  readonly faults: readonly string[];
  /** What the sockets saw last, of each client. Only of a failed schedule. */
  readonly notes: readonly string[];
  readonly lines: number;
  readonly refused: number;
  readonly stored: number;
  readonly duplicated: number;
  readonly seconds: number;
}

/** Carries out one schedule, makes everything well, and waits until all sides agree. */
export async function runSchedule(stage: Stage, schedule: Schedule, patienceSeconds = PATIENCE_SECONDS): Promise<Outcome> {
  const startedAt = performance.now();
  const cast = await callCast(stage, schedule);
  try {
    const met = await perform(cast, schedule.steps);
    await healAll(cast);
    let { faults, stored } = await agreement(cast, patienceSeconds);
    if (faults.length === 0 && schedule.finale.length > 0) {
      met.push(...(await perform(cast, schedule.finale)));
      await healAll(cast);
      ({ faults, stored } = await agreement(cast, patienceSeconds));
    }
    const people = [
      ...cast.visitors.map((visitor) => ({ name: `visitor ${visitor.chat}`, wire: visitor.wire })),
      ...Object.values(cast.agents).map(({ person }) => person),
    ];
    const lines = [...cast.ledger.lines.values()];
    return {
      schedule,
      met,
      remains: remainsOf(cast),
      siteKey: cast.siteKey,
      faults,
      notes: faults.length === 0 ? [] : [...people.flatMap(({ name, wire }) => [`-- ${name}`, ...wire.notes]), ...complaints(stage)],
      lines: lines.length,
      refused: lines.filter((line) => line.fate === "refused").length,
      stored,
      duplicated: people.reduce((sum, { wire }) => sum + wire.duplicated, 0),
      seconds: (performance.now() - startedAt) / 1000,
    };
  } finally {
    cast.stop();
    await putAway(stage, cast.siteKey);
  }
}

const remainsOf = ({ told, visitors, ledger, agents }: Cast): Remains => ({
  told,
  chats: visitors.map((visitor) => ({ chat: visitor.chat, sessionId: visitor.sessionId() })),
  lines: ledger.lines,
  agents: Object.fromEntries(Object.entries(agents).map(([name, { who }]) => [name, who.id])),
});

/** Looks at a schedule's rows once more, long after it: for what was stored late, a second time or by nobody's wish. */
export async function lookAgain(stage: Stage, { remains, siteKey }: Outcome): Promise<string[]> {
  const rows = await readRows(stage.database, siteKey);
  return [...findBreaches(remains, rows), ...findLost(remains, rows)];
}

/** What the servers logged last. */
const complaints = (stage: Stage): string[] =>
  stage.processes.flatMap(({ server }, number) => [
    `-- server ${number}`,
    ...(server?.output().trim().split("\n").slice(-LOG_LINES) ?? []),
  ]);

async function healAll(cast: Cast): Promise<void> {
  await cast.stage.heal();
  for (const visitor of cast.visitors) {
    visitor.link.heal();
    visitor.wire.duplicates = 0;
    visitor.visit();
  }
  for (const { person } of Object.values(cast.agents)) {
    person.link.heal();
    person.wire.duplicates = 0;
  }
}

async function agreement(cast: Cast, patienceSeconds: number): Promise<{ faults: string[]; stored: number }> {
  const deadline = performance.now() + patienceSeconds * 1000;
  let inARow = 0;
  for (;;) {
    const unsettled = unsettledOf(cast);
    const rows = unsettled.length === 0 ? await readRows(cast.stage.database, cast.siteKey) : null;
    const breaches = rows ? findBreaches(remainsOf(cast), rows) : [];
    if (rows && breaches.length > 0) return { faults: [...breaches, ...findDifferences(cast, rows)], stored: rows.messages.length };
    const faults = rows ? findDifferences(cast, rows) : unsettled;
    inARow = faults.length === 0 ? inARow + 1 : 0;
    if (inARow === LOOKS || (performance.now() > deadline && faults.length > 0)) return { faults, stored: rows?.messages.length ?? 0 };
    await Bun.sleep(LOOK_EVERY_MS);
  }
}

/** Clients that are not there yet, or still have something to send. */
function unsettledOf(cast: Cast): string[] {
  return [
    ...cast.visitors.flatMap((visitor) => {
      const link = visitor.state()?.link;
      const unsent = visitor.unsent().length;
      return [
        ...(link === "online" ? [] : [`chat ${visitor.chat}: the visitor is ${link}`]),
        ...(unsent === 0 ? [] : [`chat ${visitor.chat}: the visitor has ${unsent} lines unsent`]),
        ...(visitor.state()?.wantsPerson ? [`chat ${visitor.chat}: the visitor still waits to be queued`] : []),
      ];
    }),
    ...Object.entries(cast.agents).flatMap(([name, { person }]) => [
      ...(person.isOnline() ? [] : [`the ${name} agent is not connected`]),
      ...(person.unsent() === 0 ? [] : [`the ${name} agent has ${person.unsent()} lines unsent`]),
    ]),
  ];
}

/**
 * What is over does not stand in the queue, nor on the desks, of the schedules that follow. What the assistant has stays with it: it may
 * still answer what a crash left unanswered.
 */
async function putAway(stage: Stage, siteKey: string): Promise<void> {
  await stage.database.rows(
    `UPDATE sessions SET status = 'closed', ai_mode = 0, assigned_agent_id = NULL, epoch = epoch + 1
     WHERE site_key = '${siteKey}' AND (status = 'waiting' OR assigned_agent_id IS NOT NULL)`,
  );
  // Or a server would go on with the line that it read at the queue's version.
  await stage.database.rows(`UPDATE queue_versions SET version = version + 1 WHERE site_key = '${siteKey}'`);
}
