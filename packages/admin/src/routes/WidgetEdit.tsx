import { PageHeader, reasonOf, Skeleton } from "@chat/ui";
import { useParams } from "@solidjs/router";
import { Match, Switch } from "solid-js";
import { BackLink } from "../components/BackLink";
import { QueryError } from "../components/QueryError";
import { WidgetEditor } from "../components/WidgetEditor";
import { known, useWidget } from "../state/queries";
import { NotFound } from "./NotFound";

export function WidgetEdit() {
  const params = useParams<{ siteKey: string }>();
  const widget = useWidget(() => params.siteKey);
  const isUnknown = () => ["WIDGET_UNKNOWN", "WIDGET_FOREIGN", "INPUT_INVALID"].includes(reasonOf(widget.error) ?? "");
  const loaded = () => known(widget);
  return (
    <Switch fallback={<Placeholder />}>
      <Match when={loaded()}>{(data) => <WidgetEditor widget={data()} />}</Match>
      <Match when={widget.isLoadingError && isUnknown()}>
        <NotFound />
      </Match>
      <Match when={widget.isLoadingError}>
        <QueryError error={widget.error} onRetry={() => widget.refetch()} isRetrying={widget.isFetching} />
      </Match>
    </Switch>
  );
}

function Placeholder() {
  return (
    <div aria-busy="true">
      <PageHeader title="Widget" back={<BackLink href="/widgets" label="Widgets" />} />
      <div class="grid gap-8 grid-cols-1 xl:grid-cols-[minmax(0,25.5rem)_minmax(0,1fr)]">
        <div class="space-y-6">
          <Skeleton class="h-44 w-full rounded-xl" />
          <Skeleton class="h-64 w-full rounded-xl" />
        </div>
        <Skeleton class="mt-11 hidden h-[40rem] w-full rounded-xl xl:block" />
      </div>
    </div>
  );
}
