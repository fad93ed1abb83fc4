import { findAgentByEmail, findUserByEmail } from "@chat/db";
import { LoginInput } from "../../contract";
import type { Ctx } from "../context";
import { randomId } from "../crypto";
import { Unauthenticated } from "../errors";
import { hashPassword, verifyPassword } from "../password/hash";
import { publicVerb } from "../verb";
import { attemptsOf } from "./attempts";
import { issueAdminLogin, issueAgentLogin } from "./tokens";

// An unknown e-mail is checked against this, so that it takes as long, and reads the same, as a wrong password.
let decoy: string | undefined;

async function decoyHash(): Promise<string> {
  decoy ??= await hashPassword(randomId());
  return decoy;
}

async function checkPassword(hash: string | undefined, password: string): Promise<boolean> {
  const matches = await verifyPassword(hash ?? (await decoyHash()), password);
  return matches && hash !== undefined;
}

const wrong = () => new Unauthenticated("CREDENTIALS_WRONG", "Invalid email or password");

/** Limited for each address and for each account, known or not: an account that is guessed at from everywhere rests, too. */
const attempt = <T>(ctx: Ctx, account: string, logIn: () => Promise<T>): Promise<T> =>
  ctx.attempts.run([...attemptsOf(ctx.caller), account], logIn);

/** @throws Unauthenticated CREDENTIALS_WRONG · TooManyRequests RATE_LIMITED · Unavailable SERVER_BUSY */
export const logInAdmin = publicVerb(LoginInput, (ctx, input) =>
  attempt(ctx, `admin ${input.email}`, async () => {
    const user = await findUserByEmail(ctx.db, input.email);
    if (!(await checkPassword(user?.password, input.password)) || !user) throw wrong();
    return issueAdminLogin(ctx, user);
  }),
);

/** @throws Unauthenticated CREDENTIALS_WRONG, for a disabled agent too · TooManyRequests RATE_LIMITED · Unavailable SERVER_BUSY */
export const logInAgent = publicVerb(LoginInput, (ctx, input) =>
  attempt(ctx, `agent ${input.email}`, async () => {
    const agent = await findAgentByEmail(ctx.db, input.email);
    const matches = await checkPassword(agent?.passwordHash, input.password);
    if (!matches || !agent?.isActive || agent.accountId === null) throw wrong();
    return issueAgentLogin(ctx, agent);
  }),
);
