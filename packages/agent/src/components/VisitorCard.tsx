import type { ActiveChat } from "@chat/api/contract";
import { Avatar, Badge, RelativeTime, Tooltip } from "@chat/ui";
import { BadgeCheck } from "lucide-solid";
import { createMemo, For, type JSX, Show } from "solid-js";
import { breakablePage, safeLink, visitorFacts } from "../state/visitor-facts";
import { EmailLink } from "./EmailLink";

/** What is known about the visitor: what they said themselves, what the widget saw, what the business asked. */
export function VisitorCard(props: { chat: ActiveChat }) {
  const facts = createMemo(() => visitorFacts(props.chat.visitorInfo));
  return (
    <div class="p-5">
      <div class="flex items-center gap-3">
        <Avatar name={props.chat.visitorName} size="lg" />
        <div class="min-w-0">
          <p class="text-[0.9375rem] font-semibold leading-5 [overflow-wrap:anywhere]">{props.chat.visitorName}</p>
          <Show when={props.chat.verifiedUserId !== null}>
            <Tooltip text="The website has proven who is writing: this user is logged in there." class="my-0.5">
              <Badge tone="success">
                <BadgeCheck class="size-3.5" aria-hidden="true" />
                Verified
              </Badge>
            </Tooltip>
          </Show>
          <p class="truncate text-xs leading-5 text-text-muted">{props.chat.businessName}</p>
        </div>
      </div>
      <dl class="mt-5 space-y-4">
        <Show when={props.chat.verifiedUserId}>{(userId) => <Fact label="User id">{userId()}</Fact>}</Show>
        <Show when={props.chat.visitorEmail}>
          {(email) => (
            <Fact label="Email">
              <EmailLink email={email()} />
            </Fact>
          )}
        </Show>
        <Show when={facts().page}>
          {(page) => (
            <Fact label="Page">
              <Show when={facts().pageTitle}>{(title) => <span class="block">{title()}</span>}</Show>
              <Show when={safeLink(page())} fallback={page()}>
                {(href) => (
                  <a
                    class="text-accent-text hover:underline"
                    href={href()}
                    target="_blank"
                    rel="noopener noreferrer nofollow"
                    title={href()}
                  >
                    {breakablePage(page())}
                  </a>
                )}
              </Show>
            </Fact>
          )}
        </Show>
        <Show when={facts().language}>{(language) => <Fact label="Language">{language()}</Fact>}</Show>
        <Show when={facts().browser}>{(browser) => <Fact label="Browser">{browser()}</Fact>}</Show>
        <Fact label="Chat started">
          <RelativeTime at={props.chat.startedAt} />
        </Fact>
      </dl>
      <Show when={facts().others.length > 0}>
        <h3 class="mt-6 border-t border-border pt-5 text-xs font-semibold text-text-muted">Details</h3>
        <dl class="mt-3 space-y-4">
          <For each={facts().others}>{(fact) => <Fact label={fact.label}>{fact.value}</Fact>}</For>
        </dl>
      </Show>
    </div>
  );
}

function Fact(props: { label: string; children: JSX.Element }) {
  return (
    <div>
      <dt class="text-xs text-text-muted">{props.label}</dt>
      <dd class="mt-0.5 whitespace-pre-line text-[0.8125rem] leading-5 [overflow-wrap:anywhere]">{props.children}</dd>
    </div>
  );
}
