import { AcceptedChat, QueuePage, SessionRef } from "../../../contract";
import { acceptChat, showQueue } from "../../../core";
import { router } from "../../init";
import { agentProcedure } from "../../procedures";
import { ResumeInput, snapshots } from "../../streams";

export const queueRouter = router({
  list: agentProcedure.output(QueuePage).query(({ ctx }) => showQueue(ctx.verb, {})),
  /** Who waits longest and how many wait in all, at once and after each change. */
  watch: agentProcedure.input(ResumeInput).subscription(({ ctx, signal }) =>
    snapshots({
      ctx: ctx.verb,
      signal: signal ?? AbortSignal.abort(),
      drained: ctx.drained,
      read: () => showQueue(ctx.verb, {}),
      concerns: (event) => event.type === "queue.changed",
    }),
  ),
  accept: agentProcedure
    .input(SessionRef)
    .output(AcceptedChat)
    .mutation(({ ctx, input }) => acceptChat(ctx.verb, input)),
});
