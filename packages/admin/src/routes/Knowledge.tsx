import { LIMITS } from "@chat/api/contract";
import { Badge, Button, Card, EmptyState, PageHeader } from "@chat/ui";
import { BookOpen, Plus, SearchX, Sparkles } from "lucide-solid";
import { createSignal, Match, Switch } from "solid-js";
import { createPaging } from "../components/create-paging";
import { createTitle } from "../components/create-title";
import { Key } from "../components/Key";
import { Pager } from "../components/Pager";
import { PairDialog } from "../components/PairDialog";
import { PairRow } from "../components/PairRow";
import { QueryError } from "../components/QueryError";
import { RowsPlaceholder } from "../components/RowsPlaceholder";
import { SearchField } from "../components/SearchField";
import { matches } from "../state/matches";
import { known, useKnowledge } from "../state/queries";

const PAGE_SIZE = 20;

export function Knowledge() {
  createTitle(() => "Knowledge");
  const knowledge = useKnowledge();
  const [search, setSearch] = createSignal("");
  const [isAdding, setAdding] = createSignal(false);
  const all = () => known(knowledge) ?? [];
  const found = () => all().filter((pair) => matches(search(), pair.question, pair.answer));
  const paging = createPaging(found, search, PAGE_SIZE);
  const isFull = () => all().length >= LIMITS.knowledgePairsMax;
  const addButton = () => (
    <Button variant="primary" disabled={isFull()} onClick={() => setAdding(true)}>
      <Plus class="size-4" aria-hidden="true" />
      Add answer
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Knowledge"
        description={
          isFull()
            ? `You have ${LIMITS.knowledgePairsMax} answers, as many as there can be.`
            : "Questions with their answers, for all your widgets."
        }
        badge={all().length > 0 ? <Badge>{all().length}</Badge> : undefined}
        actions={addButton()}
      />
      <p class="mb-4 flex items-start gap-3 rounded-xl bg-accent-soft px-4 py-3 text-sm text-text">
        <Sparkles class="mt-0.5 size-4 shrink-0 text-accent-text" aria-hidden="true" />
        The assistant answers from these alone. When none of them fits, it says so and offers a person.
      </p>
      <Card bodyClass="overflow-hidden rounded-xl">
        <Switch>
          <Match when={knowledge.isLoadingError}>
            <QueryError error={knowledge.error} onRetry={() => knowledge.refetch()} isRetrying={knowledge.isFetching} />
          </Match>
          <Match when={knowledge.isPending}>
            <RowsPlaceholder />
          </Match>
          <Match when={all().length === 0}>
            <EmptyState icon={<BookOpen />} title="Nothing to answer from yet" action={addButton()}>
              Start with the three questions you are asked most: delivery, returns, prices.
            </EmptyState>
          </Match>
          <Match when={true}>
            <div class="border-b border-border p-3">
              <SearchField label="Search questions and answers" value={search()} onChange={setSearch} class="sm:max-w-xs" />
            </div>
            <ul class="divide-y divide-border">
              <Key
                each={paging.shown()}
                by={(pair) => pair.id}
                fallback={
                  <EmptyState
                    icon={<SearchX />}
                    title="Nothing found"
                    action={<Button onClick={() => setSearch("")}>Clear the search</Button>}
                  >
                    No question or answer matches “{search()}”.
                  </EmptyState>
                }
              >
                {(pair) => <PairRow pair={pair()} />}
              </Key>
            </ul>
            <Pager paging={paging} />
          </Match>
        </Switch>
      </Card>
      <PairDialog open={isAdding()} onOpenChange={setAdding} />
    </>
  );
}
