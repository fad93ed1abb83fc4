import { countSessionsOfWidget, deleteWidget as deleteWidgetRow, listOpenSessions, withTransaction } from "@chat/db";
import { WidgetRef } from "../../contract";
import { agentTopic, QUEUES, sessionTopic } from "../bus";
import { adminVerb } from "../verb";
import { ownWidget, unknownWidget } from "./own-widget";

/**
 * Deletes a widget with all its chats; those that were open are told that they ended.
 * @returns how many chats went with it
 * @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN
 */
export const deleteWidget = adminVerb(WidgetRef, async (ctx, { siteKey }) => {
  const { accountId } = ctx.actor;
  await ownWidget(ctx, accountId, siteKey);
  const { open, deletedSessions } = await withTransaction(ctx.db, async (tx) => {
    const before = { open: await listOpenSessions(tx, siteKey), deletedSessions: await countSessionsOfWidget(tx, siteKey) };
    if (!(await deleteWidgetRow(tx, { accountId, siteKey }))) throw unknownWidget(siteKey);
    return before;
  });
  for (const { sessionId, agentId } of open) {
    // Nothing comes after this.
    const closed = { type: "session.closed", sessionId, agentId, epoch: Number.MAX_SAFE_INTEGER } as const;
    ctx.bus.publish(sessionTopic(sessionId), closed);
    if (agentId !== null) ctx.bus.publish(agentTopic(agentId), closed);
  }
  ctx.bus.publish(QUEUES, { type: "queue.changed", accountId, siteKey });
  return { deletedSessions };
});
