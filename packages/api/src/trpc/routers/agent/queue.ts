import { z } from "zod";
import { AcceptedChat, QueuedSession, SessionRef } from "../../../contract";
import { acceptChat, listQueue } from "../../../core";
import { router } from "../../init";
import { agentProcedure } from "../../procedures";
import { ResumeInput, snapshots } from "../../streams";

export const queueRouter = router({
  list: agentProcedure.output(z.array(QueuedSession)).query(({ ctx }) => listQueue(ctx.verb, {})),
  /** The account's whole queue, at once and after each change. */
  watch: agentProcedure.input(ResumeInput).subscription(({ ctx, signal }) =>
    snapshots({
      ctx: ctx.verb,
      signal: signal ?? AbortSignal.abort(),
      drained: ctx.drained,
      read: () => listQueue(ctx.verb, {}),
      concerns: (event) => event.type === "queue.changed",
    }),
  ),
  accept: agentProcedure
    .input(SessionRef)
    .output(AcceptedChat)
    .mutation(({ ctx, input }) => acceptChat(ctx.verb, input)),
});
