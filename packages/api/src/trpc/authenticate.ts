import { type Actor, ANONYMOUS, authenticate, CoreError, type Deps } from "../core";

/** Who a request speaks for. A bad token is kept as a problem, to be thrown by the procedure that needs it. */
export async function identify(deps: Deps, token: string | null): Promise<{ actor: Actor; tokenProblem: Error | null }> {
  if (!token) return { actor: ANONYMOUS, tokenProblem: null };
  try {
    return { actor: await authenticate(deps, token), tokenProblem: null };
  } catch (error) {
    if (error instanceof CoreError) return { actor: ANONYMOUS, tokenProblem: error };
    throw error;
  }
}
