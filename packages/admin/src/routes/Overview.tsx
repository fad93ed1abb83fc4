import { formatDuration, PageHeader } from "@chat/ui";
import { Show } from "solid-js";
import { AgentsOnline } from "../components/AgentsOnline";
import { createTitle } from "../components/create-title";
import { LatestWidgets } from "../components/LatestWidgets";
import { QueryError } from "../components/QueryError";
import { QuickStart } from "../components/QuickStart";
import { StatTile } from "../components/StatTile";
import { known, useAgents, useKnowledge, useOverview, useWidgets } from "../state/queries";
import { activeWidgets } from "../state/words";

export function Overview() {
  createTitle(() => "Overview");
  const overview = useOverview();
  const agents = useAgents();
  const knowledge = useKnowledge();
  const widgets = useWidgets();
  const numbers = () => known(overview);
  const responseTime = () => {
    const seconds = numbers()?.averageResponseSeconds;
    if (seconds === null || seconds === undefined) return "–";
    return seconds < 1 ? "< 1s" : formatDuration(seconds);
  };
  const progress = () => {
    const [stats, agentList, pairs, widgetList] = [known(overview), known(agents), known(knowledge), known(widgets)];
    if (!stats || !agentList || !pairs || !widgetList) return null;
    return {
      hasWidget: stats.totalWidgets > 0,
      hasAgent: agentList.length > 0,
      hasAnswers: pairs.length > 0,
      hasChats: stats.totalChats > 0,
      firstSiteKey: widgetList[0]?.siteKey,
    };
  };
  const isStarting = () => {
    const done = progress();
    return done !== null && !(done.hasWidget && done.hasAgent && done.hasAnswers && done.hasChats);
  };
  return (
    <>
      <PageHeader title="Overview" description="Measured from the chats of all your widgets." />
      <Show
        when={!overview.isLoadingError}
        fallback={<QueryError error={overview.error} onRetry={() => overview.refetch()} isRetrying={overview.isFetching} />}
      >
        <dl class="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
          <StatTile
            label="Chats"
            definition="All chats that visitors started on your widgets, with the assistant or with an agent."
            value={numbers()?.totalChats.toLocaleString()}
            note={numbers() && activeWidgets(numbers()?.activeWidgets ?? 0)}
          />
          <StatTile
            label="Messages"
            definition="All messages in those chats: from visitors, the assistant and agents."
            value={numbers()?.totalMessages.toLocaleString()}
          />
          <StatTile
            label="Response time"
            definition="Mean time from a visitor's message to the next reply, by the assistant or an agent."
            value={numbers() && responseTime()}
            note={numbers()?.averageResponseSeconds === null ? "No replies yet" : "mean"}
          />
          <StatTile
            label="Satisfaction"
            definition="Mean of the ratings that visitors gave, from 1 to 5. Chats without a rating do not count."
            value={numbers() && (numbers()?.customerSatisfaction ? numbers()?.customerSatisfaction.toFixed(1) : "–")}
            note={numbers() && !numbers()?.customerSatisfaction ? "No ratings yet" : "of 5"}
          />
        </dl>
        <div class="mt-4 grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
          <Show
            when={isStarting() && progress()}
            fallback={<Show when={known(widgets)}>{(list) => <LatestWidgets widgets={list()} />}</Show>}
          >
            {(done) => <QuickStart {...done()} />}
          </Show>
          <AgentsOnline agents={known(agents)} />
        </div>
      </Show>
    </>
  );
}
