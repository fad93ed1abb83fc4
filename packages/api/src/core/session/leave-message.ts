import { findLastAssignment, findSession, lockPlace, noteReason, type SessionFacts } from "@chat/db";
import { type ChatMessage, LeaveMessageInput, type SentMessage } from "../../contract";
import { mailsOf } from "../account/attempts";
import type { Ctx } from "../context";
import { Conflict, TooManyRequests } from "../errors";
import { storeLeftMessageMail } from "../mail/outbox";
import { storeVisitorMessage } from "../message/send-visitor";
import { announceQueueChange, type Moved, moveInQueue } from "../queue/announce";
import { publicVerb } from "../verb";
import { escalateSession } from "./escalate";
import { describeReturning } from "./join";
import { openSession } from "./open";
import { stateOf } from "./rules";

export const LEFT_A_MESSAGE = "Left a message";

/**
 * A visitor leaves a message and an address when nobody is there. The message is stored, the chat waits in the queue, and the account's
 * admin is mailed where mail is set up. The same clientMessageId does each of it once, so that one which broke off is brought to its
 * end. Nothing is queued that an agent has, and no message is answered by the assistant.
 * @throws as a visitor's message
 */
export const leaveMessage = publicVerb(LeaveMessageInput, async (ctx, input): Promise<SentMessage> => {
  const { visitorName, visitorEmail, visitorInfo, message: text, ...key } = input;
  const { session, started } = await openSession(ctx, key, { visitorName, visitorEmail, visitorInfo });
  // First, so that whoever hears of the message or the place reads who left it.
  if (!started) await describeReturning(ctx, session, { visitorName, visitorEmail });
  const { message, duplicate } = await storeVisitorMessage(ctx, { ...key, text });
  await waitForAgent(ctx, key, message, duplicate);
  if (duplicate || (await mayMail(ctx)))
    await storeLeftMessageMail(ctx, { siteKey: key.siteKey, sessionId: key.sessionId, messageId: message.id });
  return { message, duplicate };
});

/** Whoever leaves message after message is heard in the queue, and mailed of no more. */
async function mayMail(ctx: Ctx): Promise<boolean> {
  try {
    await ctx.attempts.spend(mailsOf(ctx.caller));
    return true;
  } catch (error) {
    if (error instanceof TooManyRequests) return false;
    throw error;
  }
}

type Key = Pick<ReturnType<typeof LeaveMessageInput.parse>, "siteKey" | "sessionId">;

async function waitForAgent(ctx: Ctx, { siteKey, sessionId }: Key, message: ChatMessage, isRepeated: boolean): Promise<void> {
  const session = await findSession(ctx.db, sessionId);
  if (!session) return;
  if (stateOf(session) === "assistant" && !(isRepeated && (await wasTaken(ctx, sessionId, message)))) {
    try {
      await escalateSession(ctx, { siteKey, sessionId, reason: LEFT_A_MESSAGE });
    } catch (error) {
      // Ended by its visitor in the same moment.
      if (!(error instanceof Conflict)) throw error;
    }
  }
  await sayWhy(ctx, { ...session, siteKey });
}

/** An agent had the chat since: whoever repeats its message late does not call for one again. */
async function wasTaken(ctx: Ctx, sessionId: string, { sentAt }: ChatMessage): Promise<boolean> {
  const last = await findLastAssignment(ctx.db, sessionId);
  return last !== undefined && last.acceptedAt >= new Date(sentAt);
}

/** Of one who waited before, too: its place is as it was, and the agents read the queue again. */
async function sayWhy(ctx: Ctx, session: Pick<SessionFacts, "siteKey" | "sessionId" | "accountId" | "epoch">): Promise<void> {
  const { sessionId } = session;
  const noted = await moveInQueue(ctx, sessionId, true, async (tx): Promise<Moved | null> => {
    const place = await lockPlace(tx, sessionId);
    if (!place?.isWaiting || place.escalatedAt === null || !(await noteReason(tx, sessionId, LEFT_A_MESSAGE))) return null;
    return { epoch: session.epoch, waiter: { ...place, escalatedAt: place.escalatedAt } };
  });
  if (noted) announceQueueChange(ctx, session, noted.change);
}
