import { raiseUserTokenVersion } from "@chat/db";
import { z } from "zod";
import { adminTopic } from "../bus";
import { adminVerb } from "../verb";

/** Ends the admin's log-ins on every device, this one too. */
export const logOutEverywhere = adminVerb(z.unknown(), async (ctx): Promise<void> => {
  await raiseUserTokenVersion(ctx.db, ctx.actor.id);
  ctx.bus.publish(adminTopic(ctx.actor.id), { type: "access.revoked", role: "admin", id: ctx.actor.id });
});
