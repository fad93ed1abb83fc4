import { Button, EmptyState, isTokenRefused, messageOf, q, Spinner } from "@chat/ui";
import { Navigate } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { CloudOff } from "lucide-solid";
import { createEffect, Match, Show, Switch } from "solid-js";
import { useAccess } from "../state/access";
import { DeskPage } from "./DeskPage";

/** Lets through who is logged in, once it is known who that is. */
export function DeskGate() {
  const access = useAccess();
  return (
    <Show when={access.isLoggedIn()} fallback={<Navigate href="/login" />}>
      <KnownAgent />
    </Show>
  );
}

function KnownAgent() {
  const access = useAccess();
  const me = useQuery(() => ({
    ...q(access.connection.trpc.agent.auth.me, "agent.auth.me", undefined),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  }));
  createEffect(() => {
    if (me.error && isTokenRefused(me.error)) access.logOut("You have been logged out. Please log in again.");
  });
  return (
    <Switch>
      <Match when={me.isSuccess && me.data}>{(agent) => <DeskPage agent={agent()} />}</Match>
      <Match when={me.isPending}>
        <div class="grid min-h-dvh place-items-center text-text-muted" role="status" aria-label="Opening the desk">
          <Spinner />
        </div>
      </Match>
      <Match when={me.error}>
        <main class="grid min-h-dvh place-items-center">
          <EmptyState
            icon={<CloudOff />}
            title="The desk could not be opened"
            action={
              <Button variant="primary" onClick={() => void me.refetch()}>
                Try again
              </Button>
            }
          >
            {messageOf(me.error)}
          </EmptyState>
        </main>
      </Match>
    </Switch>
  );
}
