import { agentTopic, goOnline, openEventStream } from "../../../core";
import { router } from "../../init";
import { agentProcedure } from "../../procedures";

export const presenceRouter = router({
  /** The agent is online while this subscription is open on one of its devices. */
  hold: agentProcedure.subscription(async function* ({ ctx, signal }) {
    const release = await goOnline(ctx.verb, ctx.leases);
    try {
      yield { isOnline: true };
      for await (const event of openEventStream(ctx.verb.bus, [agentTopic(ctx.verb.actor.id)], signal ?? AbortSignal.abort())) {
        if (event.type === "access.revoked") return;
      }
    } finally {
      release();
    }
  }),
});
