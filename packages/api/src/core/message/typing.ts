import { SetTypingInput, SetVisitorTypingInput } from "../../contract";
import { agentTopic, sessionTopic } from "../bus";
import { heldSession } from "../session/held-session";
import { resumeSession } from "../session/open";
import { agentVerb, publicVerb } from "../verb";

/** Shown to the visitor, never stored. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_NOT_YOURS */
export const setAgentTyping = agentVerb(SetTypingInput, async (ctx, { sessionId, isTyping }): Promise<void> => {
  await heldSession(ctx, sessionId);
  ctx.bus.publish(sessionTopic(sessionId), { type: "typing.changed", sessionId, from: "agent", isTyping });
});

/** Shown to the agent who has the chat, if one has; never stored. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN */
export const setVisitorTyping = publicVerb(SetVisitorTypingInput, async (ctx, { isTyping, ...key }): Promise<void> => {
  const session = await resumeSession(ctx, key);
  if (session.assignedAgentId === null) return;
  ctx.bus.publish(agentTopic(session.assignedAgentId), { type: "typing.changed", sessionId: key.sessionId, from: "visitor", isTyping });
});
