import { findAgentByEmail, findUserByEmail } from "@chat/db";
import { LoginInput } from "../../contract";
import { hashPassword, randomId, verifyPassword } from "../crypto";
import { Unauthenticated } from "../errors";
import { publicVerb } from "../verb";
import { issueAdminLogin, issueAgentLogin } from "./tokens";

// An unknown e-mail is checked against this, so that it takes as long, and reads the same, as a wrong password.
let decoy: Promise<string> | undefined;
const decoyHash = () => (decoy ??= hashPassword(randomId()));

async function checkPassword(hash: string | undefined, password: string): Promise<boolean> {
  const matches = await verifyPassword(hash ?? (await decoyHash()), password);
  return matches && hash !== undefined;
}

const wrong = () => new Unauthenticated("CREDENTIALS_WRONG", "Invalid email or password");

/** @throws Unauthenticated CREDENTIALS_WRONG */
export const logInAdmin = publicVerb(LoginInput, async (ctx, input) => {
  const user = await findUserByEmail(ctx.db, input.email);
  if (!(await checkPassword(user?.password, input.password)) || !user) throw wrong();
  return issueAdminLogin(ctx, user);
});

/** @throws Unauthenticated CREDENTIALS_WRONG, for a disabled agent too */
export const logInAgent = publicVerb(LoginInput, async (ctx, input) => {
  const agent = await findAgentByEmail(ctx.db, input.email);
  const matches = await checkPassword(agent?.passwordHash, input.password);
  if (!matches || !agent?.isActive || agent.accountId === null) throw wrong();
  return issueAgentLogin(ctx, agent);
});
