import { Card } from "@chat/ui";
import { A } from "@solidjs/router";
import { ArrowRight, Check } from "lucide-solid";
import { For, Show } from "solid-js";

export type QuickStartProps = {
  hasWidget: boolean;
  hasAgent: boolean;
  hasAnswers: boolean;
  hasChats: boolean;
  firstSiteKey: string | undefined;
};

/** The way from an empty account to the first chat. */
export function QuickStart(props: QuickStartProps) {
  const steps = () => [
    { isDone: props.hasWidget, title: "Create a widget", text: "Name it, pick its colors, see it live.", href: "/widgets/new" },
    { isDone: props.hasAnswers, title: "Add answers", text: "What the assistant may say on its own.", href: "/knowledge" },
    { isDone: props.hasAgent, title: "Create an agent", text: "Who takes over when it matters.", href: "/agents" },
    {
      isDone: props.hasChats,
      title: "Put it on your site",
      text: "One line of HTML, then the first chat.",
      href: props.firstSiteKey ? `/widgets/${props.firstSiteKey}` : "/widgets",
    },
  ];
  const doneCount = () => steps().filter((step) => step.isDone).length;
  return (
    <Card title="Quick start" description={`${doneCount()} of ${steps().length} done`} bodyClass="p-2 pt-3">
      <ol>
        <For each={steps()}>
          {(step, index) => (
            <li>
              <A href={step.href} class="group flex items-center gap-3.5 rounded-lg px-3 py-2.5 hover:bg-surface-hover">
                <Show
                  when={step.isDone}
                  fallback={
                    <span class="grid size-6 shrink-0 place-items-center rounded-full border border-border-strong text-xs font-medium text-text-muted">
                      {index() + 1}
                    </span>
                  }
                >
                  <span class="grid size-6 shrink-0 place-items-center rounded-full bg-success-soft text-success-text">
                    <Check class="size-3.5" stroke-width="2.5" aria-hidden="true" />
                    <span class="sr-only">Done:</span>
                  </span>
                </Show>
                <span class="min-w-0 flex-1">
                  <span class="block text-sm font-medium" classList={{ "text-text-muted": step.isDone }}>
                    {step.title}
                  </span>
                  <span class="block text-[0.8125rem] leading-5 text-text-muted">{step.text}</span>
                </span>
                <ArrowRight class="size-4 shrink-0 text-text-faint transition-transform group-hover:translate-x-0.5" aria-hidden="true" />
              </A>
            </li>
          )}
        </For>
      </ol>
    </Card>
  );
}
