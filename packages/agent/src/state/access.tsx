import type { AppRouter } from "@chat/api";
import { type AuthSession, createAuthSession, createTrpc } from "@chat/ui";
import { createContext, createSignal, type ParentProps, useContext } from "solid-js";
import type { DeskConnection } from "../trpc";

const TOKEN_KEY = "chat-agent-token";

/** Who is logged in, over which socket, and why somebody was sent back to the log-in. */
export function createAccess() {
  const [notice, setNotice] = createSignal<string | null>(null);
  const session: AuthSession = createAuthSession(TOKEN_KEY, () => connection.reset());
  const connection: DeskConnection = createTrpc<AppRouter>(session.token);
  return {
    connection,
    isLoggedIn: session.isLoggedIn,
    notice,
    logIn(token: string) {
      setNotice(null);
      session.logIn(token);
    },
    logOut(why: string | null = null) {
      setNotice(why);
      session.logOut();
    },
  };
}
export type Access = ReturnType<typeof createAccess>;

const AccessContext = createContext<Access>();

export function AccessProvider(props: ParentProps<{ access: Access }>) {
  return <AccessContext.Provider value={props.access}>{props.children}</AccessContext.Provider>;
}

export function useAccess(): Access {
  const access = useContext(AccessContext);
  if (!access) throw new Error("useAccess must be called inside AccessProvider");
  return access;
}
