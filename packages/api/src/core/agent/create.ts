import { findTakenAgentNames, insertAgent, isDuplicate } from "@chat/db";
import { type Agent, CreateAgentInput } from "../../contract";
import { takenNames } from "../account/taken-names";
import { Conflict } from "../errors";
import { hashPassword } from "../password/hash";
import { adminVerb } from "../verb";
import { ownAgent } from "./list";

/** Gives a person the right to answer the account's chats. @throws Conflict EMAIL_TAKEN, USERNAME_TAKEN */
export const createAgent = adminVerb(CreateAgentInput, async (ctx, { password, ...agent }): Promise<Agent> => {
  const refused = takenNames(await findTakenAgentNames(ctx.db, agent));
  if (refused) throw refused;
  try {
    const id = await insertAgent(ctx.db, { ...agent, userId: ctx.actor.accountId, passwordHash: await hashPassword(password) });
    return await ownAgent(ctx, id);
  } catch (error) {
    // Two at once: the unique key let the other one through.
    if (isDuplicate(error, "agents_email_unique") || isDuplicate(error, "agents_username_unique")) {
      throw takenNames(await findTakenAgentNames(ctx.db, agent)) ?? new Conflict("EMAIL_TAKEN", "Email is already registered");
    }
    throw error;
  }
});
