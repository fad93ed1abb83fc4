import type { AppRouter } from "@chat/api";
import { type AuthSession, type Connection, createAuthSession, createTrpc, isTokenRefused } from "@chat/ui";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/solid-query";
import { createContext, createEffect, type JSX, on, useContext } from "solid-js";

type AdminState = { trpc: Connection<AppRouter>["trpc"]; connection: Connection<AppRouter>; session: AuthSession };

const AdminContext = createContext<AdminState>();

function createAdmin() {
  const queryClient = createQueryClient(() => session.logOut());
  const session: AuthSession = createAuthSession("chat-admin-token", () => {
    connection.reset();
    queryClient.clear();
  });
  const connection = createTrpc<AppRouter>(() => session.token());
  // What changed while the socket was away was told to nobody.
  createEffect(
    on(connection.state, (now, before) => {
      if (now === "open" && before === "reconnecting") void queryClient.invalidateQueries();
    }),
  );
  return { queryClient, state: { trpc: connection.trpc, connection, session } };
}

function createQueryClient(onTokenRefused: () => void) {
  const onError = (error: unknown) => {
    if (isTokenRefused(error)) onTokenRefused();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { staleTime: 10_000, retry: (count, error) => !isTokenRefused(error) && count < 2 } },
  });
}

export function AdminProvider(props: { children: JSX.Element }) {
  const { queryClient, state } = createAdmin();
  return (
    <AdminContext.Provider value={state}>
      <QueryClientProvider client={queryClient}>{props.children}</QueryClientProvider>
    </AdminContext.Provider>
  );
}

export function useAdmin(): AdminState {
  const state = useContext(AdminContext);
  if (!state) throw new Error("useAdmin is called outside AdminProvider");
  return state;
}
