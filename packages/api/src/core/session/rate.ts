import { findLastAgent, putRating } from "@chat/db";
import { RateInput } from "../../contract";
import { publicVerb } from "../verb";
import { resumeSession } from "./open";

/** Rates a chat from 1 to 5. Rating again replaces the rating. @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN */
export const rateChat = publicVerb(RateInput, async (ctx, input): Promise<void> => {
  const session = await resumeSession(ctx, input);
  const agentId = session.assignedAgentId ?? (await findLastAgent(ctx.db, input.sessionId));
  await putRating(ctx.db, { sessionId: input.sessionId, agentId, score: input.score, comment: input.comment ?? null });
});
