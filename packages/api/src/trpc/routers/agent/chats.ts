import { z } from "zod";
import {
  ActiveChat,
  type ChatEvent,
  HistoryInput,
  HistoryPage,
  SendAgentMessageInput,
  SentMessage,
  SessionRef,
  SetTypingInput,
} from "../../../contract";
import { closeChat, listChats, returnToAi, sendAgentMessage, setAgentTyping, showHistory } from "../../../core";
import { router } from "../../init";
import { agentProcedure } from "../../procedures";
import { ResumeInput, snapshots } from "../../streams";
import { messagesOf, visitorTyping } from "./chat-streams";

const CHANGES = new Set(["session.accepted", "session.returned", "session.requeued", "session.closed", "session.described"]);

/** Accepted chats are told to the whole account. */
const changesChatsOf = (agentId: number) => (event: ChatEvent) =>
  CHANGES.has(event.type) && "agentId" in event && event.agentId === agentId;

export const chatsRouter = router({
  list: agentProcedure.output(z.array(ActiveChat)).query(({ ctx }) => listChats(ctx.verb, {})),
  /** The agent's own chats, at once, after each change of owner, and when a visitor says something new of themselves. */
  watch: agentProcedure.input(ResumeInput).subscription(({ ctx, signal }) =>
    snapshots({
      ctx: ctx.verb,
      signal: signal ?? AbortSignal.abort(),
      drained: ctx.drained,
      read: () => listChats(ctx.verb, {}),
      concerns: changesChatsOf(ctx.verb.actor.id),
    }),
  ),
  messages: agentProcedure
    .input(SessionRef.extend({ lastEventId: z.string().nullish() }))
    .subscription(({ ctx, input, signal }) => messagesOf(ctx.verb, input, signal ?? AbortSignal.abort(), ctx.drained)),
  typing: agentProcedure.subscription(({ ctx, signal }) => visitorTyping(ctx.verb, signal ?? AbortSignal.abort())),
  history: agentProcedure
    .input(HistoryInput)
    .output(HistoryPage)
    .query(({ ctx, input }) => showHistory(ctx.verb, input)),
  send: agentProcedure
    .input(SendAgentMessageInput)
    .output(SentMessage)
    .mutation(({ ctx, input }) => sendAgentMessage(ctx.verb, input)),
  setTyping: agentProcedure
    .input(SetTypingInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setAgentTyping(ctx.verb, input)),
  returnToAi: agentProcedure
    .input(SessionRef)
    .output(z.void())
    .mutation(({ ctx, input }) => returnToAi(ctx.verb, input)),
  close: agentProcedure
    .input(SessionRef)
    .output(z.void())
    .mutation(({ ctx, input }) => closeChat(ctx.verb, input)),
});
