import type { SessionFacts } from "@chat/db";
import type { ChatMessage } from "../../contract";
import { sessionTopic } from "../bus";
import { ANONYMOUS, createContext } from "../context";
import type { Deps } from "../deps";
import { Conflict } from "../errors";
import { readHistory } from "../message/history";
import { ownRowKey } from "../message/write";
import { escalateSession } from "../session/escalate";
import { stateOf } from "../session/rules";
import type { AssistantReply } from "./port";

const HISTORY_MESSAGES = 20;

const IN_TROUBLE: AssistantReply = { kind: "unknown", text: "Sorry, I can't answer right now. Would you like to talk to a person?" };

/** Said once in a chat, however many files are sent. */
const CANNOT_LOOK: AssistantReply = { kind: "unknown", text: "I can't look at files. Would you like to talk to a person?" };
/** What that answer is known by in its session. */
export const ANSWER_TO_FILES = ownRowKey("answer-to-files");

type AskedSession = Pick<SessionFacts, "sessionId" | "siteKey">;

/**
 * Lets the assistant answer one message. What it says is stored only while the session is still with it, in the epoch
 * in which it was asked: it never speaks after a person has joined.
 */
export async function answerVisitor(deps: Deps, session: AskedSession, question: ChatMessage, epoch: number): Promise<void> {
  const { sessionId } = session;
  if (question.file !== null) return answerFile(deps, sessionId, epoch);
  setTyping(deps, sessionId, true);
  const reply = await ask(deps, session, question);
  try {
    await storeReply(deps, ownRowKey(`answer-${question.id}`), sessionId, reply, epoch);
  } catch (error) {
    if (error instanceof Conflict) return;
    throw error;
  } finally {
    setTyping(deps, sessionId, false);
  }
  if (reply.kind === "handover")
    await escalateSession(createContext(deps, ANONYMOUS), {
      sessionId,
      siteKey: session.siteKey,
      reason: question.text.slice(0, 200).toWellFormed(),
    });
}

async function answerFile(deps: Deps, sessionId: string, epoch: number): Promise<void> {
  try {
    await storeReply(deps, ANSWER_TO_FILES, sessionId, CANNOT_LOOK, epoch);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

async function ask(deps: Deps, session: AskedSession, question: ChatMessage): Promise<AssistantReply> {
  try {
    const [widget, { messages }] = await Promise.all([
      deps.reads.widget(session.siteKey),
      readHistory(deps, session.sessionId, HISTORY_MESSAGES, question.id),
    ]);
    if (!widget || widget.accountId === null) return IN_TROUBLE;
    return await deps.assistant.reply({ accountId: widget.accountId, text: question.text, history: messages });
  } catch (error) {
    deps.log("error", "the assistant failed", { error });
    return IN_TROUBLE;
  }
}

/** @param rowKey however often it is asked for, by whichever process: what has this key is said once */
const storeReply = (deps: Deps, rowKey: string, sessionId: string, reply: AssistantReply, epoch: number) =>
  deps.writer.store({
    sessionId,
    siteKey: null,
    senderType: "ai",
    senderId: null,
    agentName: null,
    text: reply.text,
    offersPerson: reply.kind === "unknown",
    source: reply.kind === "answer" ? reply.source : undefined,
    clientMessageId: rowKey,
    connectionId: null,
    reopens: false,
    check(session) {
      const isStillAsked = session.epoch === epoch && stateOf(session) === "assistant";
      return isStillAsked ? null : new Conflict("SESSION_MOVED", "The chat has moved on");
    },
  });

function setTyping(deps: Deps, sessionId: string, isTyping: boolean): void {
  deps.bus.publish(sessionTopic(sessionId), { type: "typing.changed", sessionId, from: "assistant", isTyping });
}
