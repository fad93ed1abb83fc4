import { closeChats, openChats } from "./chats";
import { type DriverResult, type Job, noFaults } from "./job";
import { markerHead } from "./marker";
import { createPhases } from "./phases";
import { createTraffic } from "./traffic";

/** After all has arrived: a second copy would follow the first. */
const LINGER_MS = 200;

/** The process that plays all visitors and agents: a job comes in, its result goes out, both as JSON. */
const job = (await Bun.stdin.json()) as Job;
const faults = noFaults();
const trouble: string[] = [];

const chats = await openChats(job, (what) => trouble.push(what));
const phases = createPhases(job.pids);
const streams = createTraffic(job.run, chats, faults, trouble, phases.events);

const results: DriverResult["phases"] = [];
for (const phase of job.phases) results.push(await phases.run(streams, phase));
await Bun.sleep(LINGER_MS);

for (const { sent, delivered, acked } of streams) {
  faults.lost += sent - delivered;
  faults.unacknowledged += sent - acked;
}
closeChats(chats);
const result: DriverResult = {
  phases: results,
  faults,
  trouble,
  streams: streams.map(({ sessionId, chat, side, sent, delivered }) => ({
    sessionId,
    side,
    head: markerHead(job.run, chat, side),
    sent,
    delivered,
  })),
};
await Bun.write(Bun.stdout, JSON.stringify(result));
process.exit(0);
