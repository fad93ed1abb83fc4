import { findSession, listUnanswered } from "@chat/db";
import type { Deps } from "../deps";
import { every } from "../every";
import { toChatMessage } from "../message/view";
import { stateOf } from "../session/rules";
import { ANSWER_TO_FILES, answerVisitor } from "./answer";

const LOOK_EVERY_MS = 5_000;
/** An answer that takes longer than this may have died with its process. */
const OVERDUE_MS = 5_000;
/** A visitor who has waited longer than this has left. */
const GIVEN_UP_MS = 3_600_000;

/** Answers what a crash or an outage left unanswered. @returns the timer, to be cleared at the end */
export const keepAnswering = (deps: Deps) => every(deps, LOOK_EVERY_MS, () => answerOverdue(deps, OVERDUE_MS));

/** Nothing is answered twice: an answer's id is its question's. */
export async function answerOverdue(deps: Deps, overdueMs: number): Promise<void> {
  const now = deps.now().getTime();
  const overdue = await listUnanswered(deps.db, { after: new Date(now - GIVEN_UP_MS), before: new Date(now - overdueMs) }, ANSWER_TO_FILES);
  for (const question of overdue) {
    const session = await findSession(deps.db, question.sessionId);
    if (session && stateOf(session) === "assistant") await answerVisitor(deps, session, toChatMessage(question), session.epoch);
  }
}
