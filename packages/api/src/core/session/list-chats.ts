import { listAssignedSessions } from "@chat/db";
import { z } from "zod";
import type { ActiveChat } from "../../contract";
import { agentVerb } from "../verb";
import { toActiveChat } from "./view";

/** The agent's chats, longest running first. */
export const listChats = agentVerb(
  z.unknown(),
  async (ctx): Promise<ActiveChat[]> => (await listAssignedSessions(ctx.db, ctx.actor.id)).map(toActiveChat),
);
