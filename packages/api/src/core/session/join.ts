import { describeVisitor, type SessionFacts } from "@chat/db";
import { type HistoryPage, JoinSessionInput, LIMITS, type SessionSnapshot, type VisitorInfo } from "../../contract";
import { agentTopic } from "../bus";
import type { Deps } from "../deps";
import { identifyVisitor } from "../identity/identify";
import { readAfter, readHistory } from "../message/history";
import { placeOf } from "../queue/place";
import { isStaffed } from "../staffing/is-staffed";
import { publicVerb } from "../verb";
import { openSession } from "./open";
import { stateOf } from "./rules";

/**
 * Starts or resumes a visitor's session, and says where it stands.
 * @returns its state with what followed `after`, or with the newest 50 messages
 * @throws NotFound WIDGET_UNKNOWN, SESSION_UNKNOWN · Forbidden SESSION_FOREIGN
 */
export const joinSession = publicVerb(JoinSessionInput, async (ctx, input): Promise<SessionSnapshot> => {
  const { visitorName, visitorEmail, visitorInfo } = input;
  const { session, started } = await openSession(ctx, input, { visitorName, visitorEmail, visitorInfo });
  const isIdentified = await identifyVisitor(ctx, session, input);
  const isNews = !started && (await describeReturning(ctx, session, { visitorName, visitorEmail, visitorInfo }));
  const { sessionId, agentName, assignedAgentId: agentId, epoch } = session;
  if (agentId !== null && (isNews || isIdentified !== session.isIdentified))
    ctx.bus.publish(agentTopic(agentId), { type: "session.described", sessionId, agentId });
  const [place, staffed, page] = await Promise.all([
    placeOf(ctx, session),
    isStaffed(ctx, session.accountId),
    readReplay(ctx, sessionId, input.after),
  ]);
  const sendsMail = ctx.mail !== undefined;
  return { sessionId, state: stateOf(session), agentName, epoch, ...place, isStaffed: staffed, sendsMail, isIdentified, ...page };
});

type Described = Pick<JoinSessionInputOutput, "visitorName" | "visitorEmail" | "visitorInfo">;
type JoinSessionInputOutput = ReturnType<typeof JoinSessionInput.parse>;

/** Keeps what a visitor who is known already says about itself. @returns whether any of it is new */
export async function describeReturning(deps: Deps, session: SessionFacts, visitor: Described): Promise<boolean> {
  const { visitorName, visitorEmail } = visitor;
  const visitorInfo = visitor.visitorInfo && mergeInfo(session.visitorInfo ?? {}, visitor.visitorInfo);
  const isNew = (told: unknown, known: unknown) => told !== undefined && !Bun.deepEquals(told, known);
  const isNews =
    isNew(visitorName, session.visitorName) || isNew(visitorEmail, session.visitorEmail) || isNew(visitorInfo, session.visitorInfo);
  if (isNews) await describeVisitor(deps.db, session.sessionId, { visitorName, visitorEmail, visitorInfo });
  return isNews;
}

/** New values win and absent ones stay, as far as there is room: a visitor who comes back often enough would fill the column else. */
function mergeInfo(known: VisitorInfo, told: VisitorInfo): VisitorInfo {
  const kept = Object.entries(known).filter(([name]) => !Object.hasOwn(told, name));
  return Object.fromEntries([...Object.entries(told), ...kept].slice(0, LIMITS.visitorInfoKeysMax));
}

type Replay = HistoryPage & Pick<SessionSnapshot, "newestMessageId">;

async function readReplay(deps: Deps, sessionId: string, after: number | undefined): Promise<Replay> {
  if (after === 0) return toReplay({ messages: await readAfter(deps, sessionId, 0), hasEarlier: false });
  if (after !== undefined) {
    const [last, ...messages] = await readAfter(deps, sessionId, after - 1);
    if (last?.id === after) return { ...toReplay({ messages, hasEarlier: false }), newestMessageId: messages.at(-1)?.id ?? after };
  }
  // Also for who saw a message that is not there: the newest are told as to a newcomer.
  return toReplay(await readHistory(deps, sessionId, LIMITS.replayMessages));
}

const toReplay = (page: HistoryPage): Replay => ({ ...page, newestMessageId: page.messages.at(-1)?.id ?? 0 });
