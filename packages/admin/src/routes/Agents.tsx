import { Badge, Button, Card, CopyButton, EmptyState, PageHeader } from "@chat/ui";
import { ExternalLink, UserPlus } from "lucide-solid";
import { createSignal, Match, Switch } from "solid-js";
import { AgentRow } from "../components/AgentRow";
import { CreateAgentDialog } from "../components/CreateAgentDialog";
import { createTitle } from "../components/create-title";
import { Key } from "../components/Key";
import { QueryError } from "../components/QueryError";
import { RowsPlaceholder } from "../components/RowsPlaceholder";
import { known, useAgents } from "../state/queries";

export function Agents() {
  createTitle(() => "Agents");
  const agents = useAgents();
  const [isCreating, setCreating] = createSignal(false);
  const all = () => known(agents) ?? [];
  const address = `${location.origin}/agent/`;
  const createButton = () => (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <UserPlus class="size-4" aria-hidden="true" />
      Create agent
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Agents"
        description="The people who take over from the assistant."
        badge={all().length > 0 ? <Badge>{all().length}</Badge> : undefined}
        actions={createButton()}
      />
      <Card bodyClass="overflow-hidden rounded-xl">
        <Switch>
          <Match when={agents.isLoadingError}>
            <QueryError error={agents.error} onRetry={() => agents.refetch()} isRetrying={agents.isFetching} />
          </Match>
          <Match when={agents.isPending}>
            <RowsPlaceholder />
          </Match>
          <Match when={all().length === 0}>
            <EmptyState icon={<UserPlus />} title="No agent yet" action={createButton()}>
              Without agents the assistant answers alone. Create one to take over the chats it cannot solve.
            </EmptyState>
          </Match>
          <Match when={true}>
            <ul class="divide-y divide-border">
              <Key each={all()} by={(agent) => agent.id}>
                {(agent) => <AgentRow agent={agent()} />}
              </Key>
            </ul>
          </Match>
        </Switch>
      </Card>
      <div class="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-xl border border-border px-5 py-3.5 text-sm">
        <p class="text-text-muted">
          Agents log in at{" "}
          <a href="/agent/" class="inline-flex items-center gap-1 font-medium text-accent-text underline-offset-4 hover:underline">
            {address}
            <ExternalLink class="size-3" aria-hidden="true" />
          </a>
        </p>
        <CopyButton text={address} label="Copy link" variant="ghost" />
      </div>
      <CreateAgentDialog open={isCreating()} onOpenChange={setCreating} />
    </>
  );
}
