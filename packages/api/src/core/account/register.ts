import { findTakenUserNames, findUser, insertUser, isDuplicate } from "@chat/db";
import { RegisterInput } from "../../contract";
import type { Deps } from "../deps";
import { Conflict } from "../errors";
import { hashPassword } from "../password/hash";
import { publicVerb } from "../verb";
import { attemptsOf } from "./attempts";
import { takenNames } from "./taken-names";
import { issueAdminLogin } from "./tokens";

/**
 * Opens an account: the admin is its owner.
 * @throws Conflict EMAIL_TAKEN or USERNAME_TAKEN, naming each field that is in use · TooManyRequests RATE_LIMITED: a conflict tells who is registered, so it counts as a failed attempt
 */
export const registerAdmin = publicVerb(RegisterInput, async (ctx, input) => {
  const id = await ctx.attempts.run(attemptsOf(ctx.caller), () => insertAdmin(ctx, input));
  const user = await findUser(ctx.db, id);
  if (!user) throw new Error(`user ${id} vanished while registering`);
  return issueAdminLogin(ctx, user);
});

async function insertAdmin(deps: Deps, input: { username: string; email: string; password: string }): Promise<number> {
  const refused = takenNames(await findTakenUserNames(deps.db, input));
  if (refused) throw refused;
  try {
    return await insertUser(deps.db, { ...input, password: await hashPassword(input.password) });
  } catch (error) {
    // Two at once: the unique key let the other one through.
    if (isDuplicate(error, "users_email_unique") || isDuplicate(error, "users_username_unique")) {
      throw takenNames(await findTakenUserNames(deps.db, input)) ?? new Conflict("EMAIL_TAKEN", "Email is already registered");
    }
    throw error;
  }
}
