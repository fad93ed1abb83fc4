import { Badge, Button, buttonClass, Card, EmptyState, PageHeader } from "@chat/ui";
import { A } from "@solidjs/router";
import { MessageSquarePlus, Plus, SearchX } from "lucide-solid";
import { createSignal, For, Match, Switch } from "solid-js";
import { createPaging } from "../components/create-paging";
import { createTitle } from "../components/create-title";
import { Pager } from "../components/Pager";
import { QueryError } from "../components/QueryError";
import { RowsPlaceholder } from "../components/RowsPlaceholder";
import { SearchField } from "../components/SearchField";
import { WidgetRow } from "../components/WidgetRow";
import { matches } from "../state/matches";
import { known, useWidgets } from "../state/queries";

const PAGE_SIZE = 12;

export function Widgets() {
  createTitle(() => "Widgets");
  const widgets = useWidgets();
  const [search, setSearch] = createSignal("");
  const all = () => known(widgets) ?? [];
  const found = () => all().filter((widget) => matches(search(), widget.businessName, widget.widgetTitle, widget.siteKey));
  const paging = createPaging(found, search, PAGE_SIZE);
  return (
    <>
      <PageHeader
        title="Widgets"
        description="Each widget is one chat on one website, with its own look, form and queue."
        badge={all().length > 0 ? <Badge>{all().length}</Badge> : undefined}
        actions={
          <A href="/widgets/new" class={buttonClass("primary")}>
            <Plus class="size-4" aria-hidden="true" />
            Create widget
          </A>
        }
      />
      <Card bodyClass="overflow-hidden rounded-xl">
        <Switch>
          <Match when={widgets.isLoadingError}>
            <QueryError error={widgets.error} onRetry={() => widgets.refetch()} isRetrying={widgets.isFetching} />
          </Match>
          <Match when={widgets.isPending}>
            <RowsPlaceholder />
          </Match>
          <Match when={all().length === 0}>
            <EmptyState
              icon={<MessageSquarePlus />}
              title="No widget yet"
              action={
                <A href="/widgets/new" class={buttonClass("primary")}>
                  Create your first widget
                </A>
              }
            >
              A widget is the chat on your site. You see it live while you design it.
            </EmptyState>
          </Match>
          <Match when={true}>
            <div class="border-b border-border p-3">
              <SearchField label="Search by name or site key" value={search()} onChange={setSearch} class="sm:max-w-xs" />
            </div>
            <ul class="divide-y divide-border">
              <For
                each={paging.shown()}
                fallback={
                  <EmptyState
                    icon={<SearchX />}
                    title="Nothing found"
                    action={<Button onClick={() => setSearch("")}>Clear the search</Button>}
                  >
                    No widget matches “{search()}”.
                  </EmptyState>
                }
              >
                {(widget) => <WidgetRow widget={widget} />}
              </For>
            </ul>
            <Pager paging={paging} />
          </Match>
        </Switch>
      </Card>
    </>
  );
}
