import { type Database, passCommitBarrier } from "@chat/db";
import { type AttemptStore, createAttempts } from "./account/attempts";
import { createTokenReader } from "./account/known-tokens";
import { keepAnswering } from "./assistant/catch-up";
import { createKnowledgeAssistant } from "./assistant/knowledge-assistant";
import type { Assistant } from "./assistant/port";
import { createBackground } from "./background";
import { createLocalBus } from "./bus";
import type { JoinBus } from "./bus/open";
import { coalesce, nextTurn } from "./coalesce";
import type { Deps, Log } from "./deps";
import { createFailureLog } from "./failures";
import { createFileStore } from "./file/store";
import { keepSweepingFiles } from "./file/sweep";
import { keepMailing } from "./mail/deliver";
import type { MailSender } from "./mail/sender";
import { createMessageWriter } from "./message/writer";
import { createLeaseKeeper, type LeaseKeeper } from "./presence/keeper";
import { createQueues } from "./queue/queues";
import { tellAgents } from "./queue/tell-agents";
import { tellPlaces } from "./queue/tell-places";
import { createReads } from "./reads";
import { createReports } from "./report/reports";
import { createRollUp, keepRollingUp } from "./report/roll-up";
import { createDoubts } from "./session/doubts";
import { tellStaffing } from "./staffing/tell-staffing";

export interface CoreOptions {
  db: Database["db"];
  batches: Database["batches"];
  tokenSecret: Uint8Array;
  tokenDays: number;
  agentGraceSeconds: number;
  /** The folder of the files that visitors send. Processes that share the database share it, too. */
  uploadsDir: string;
  log: Log;
  /** Where failed log-ins are counted, and how many one address and one account may have in a window. */
  attempts: { store: AttemptStore; max: number };
  assistant?: Assistant;
  /** Without it nothing is mailed. */
  mail?: MailSender | undefined;
  /** Joins the bus with those of other processes. Without it this process is alone. */
  joinBus?: JoinBus | undefined;
}

export interface Core {
  readonly deps: Deps;
  readonly leases: LeaseKeeper;
  /**
   * Stops the timers, refuses calls, waits for those that run and for all other work, and tells other processes what is left to tell.
   * The database stays open. @throws the driver's error when it is away, after the other processes were told
   */
  close(): Promise<void>;
}

export function createCore(options: CoreOptions): Core {
  const { db, batches, tokenSecret, tokenDays, agentGraceSeconds, log } = options;
  const report = createFailureLog(log);
  const local = createLocalBus(report("an event's handler failed"));
  const shared = options.joinBus?.(local);
  const bus = shared ?? local;
  const background = createBackground(report("background work failed"));
  const now = () => new Date(Math.floor(Date.now() / 1000) * 1000);
  const doubts = createDoubts({ db, bus, background });
  const writer = createMessageWriter({ batches, bus, doubts, now });
  const rollUp = createRollUp(db);
  const passBarrier = coalesce(
    () => passCommitBarrier(db),
    () => "the barrier",
    nextTurn,
  );
  const deps: Deps = {
    db,
    reads: createReads(db),
    untilDurable: () => passBarrier(undefined),
    reports: createReports(db, rollUp),
    tokenSecret,
    readToken: createTokenReader(tokenSecret),
    tokenDays,
    agentGraceSeconds,
    log,
    attempts: createAttempts(options.attempts.store, options.attempts.max),
    bus,
    writer,
    files: createFileStore(options.uploadsDir, options.log),
    mail: options.mail,
    doubts,
    queues: createQueues(db, now),
    background,
    assistant: options.assistant ?? createKnowledgeAssistant(db, bus),
    now,
  };
  const leases = createLeaseKeeper(deps);
  const answering = keepAnswering(deps);
  const sweepingFiles = keepSweepingFiles(deps);
  const stopMailing = keepMailing(deps);
  const stopRollingUp = keepRollingUp(deps, rollUp);
  const stopTellingPlaces = tellPlaces(deps);
  const stopTellingAgents = tellAgents(deps);
  const stopTellingStaffing = tellStaffing(deps);
  return {
    deps,
    leases,
    async close() {
      clearInterval(answering);
      clearInterval(sweepingFiles);
      stopMailing();
      stopRollingUp();
      stopTellingPlaces();
      stopTellingAgents();
      stopTellingStaffing();
      doubts.stop();
      await background.endCalls();
      await writer.idle();
      await background.idle();
      try {
        await leases.stop();
      } finally {
        await background.idle();
        await shared?.close();
      }
    },
  };
}
