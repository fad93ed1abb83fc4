import { type HistoryPage, VisitorHistoryInput } from "../../contract";
import { resumeSession } from "../session/open";
import { publicVerb } from "../verb";
import { readHistory } from "./history";

/**
 * One page of what was said before, for the session's own visitor; all of it is on the disk.
 * @throws NotFound SESSION_UNKNOWN · Forbidden SESSION_FOREIGN, WEBSITE_NOT_ALLOWED
 */
export const showVisitorHistory = publicVerb(VisitorHistoryInput, async (ctx, { before, limit, ...key }): Promise<HistoryPage> => {
  const { sessionId } = await resumeSession(ctx, key);
  return readHistory(ctx, sessionId, limit, before);
});
