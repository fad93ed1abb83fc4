import { Button, buttonClass, classes, EmptyState, Spinner } from "@chat/ui";
import { A } from "@solidjs/router";
import { Coffee, Inbox, MessageSquareOff, MessagesSquare } from "lucide-solid";
import { Match, Switch } from "solid-js";
import { createAccept } from "../state/accept";
import { useDesk } from "../state/desk";

/** The middle of the desk while no chat is on it: what to do next, or that there is nothing to do. */
export function NoChatOpen(props: { class?: string }) {
  const desk = useDesk();
  const accept = createAccept();
  const next = () => desk.queue.sessions[0];
  const waitingText = () => (desk.queue.total === 1 ? "1 visitor is waiting" : `${desk.queue.total} visitors are waiting`);
  return (
    <section aria-label="Chat" class={classes("grid min-w-0 flex-1 place-items-center", props.class)}>
      <Switch
        fallback={
          <EmptyState icon={<Coffee />} title="All quiet">
            Nobody is waiting and every chat is done. This page tells you when a visitor asks for a person.
          </EmptyState>
        }
      >
        <Match when={!desk.isLoaded() || !desk.queue.isLoaded}>
          <span role="status" aria-label="Loading" class="text-text-muted">
            <Spinner />
          </span>
        </Match>
        <Match when={desk.openId()}>
          <EmptyState
            icon={<MessageSquareOff />}
            title="This chat is not with you"
            action={
              <A href="/" class={buttonClass("secondary")}>
                Back to the desk
              </A>
            }
          >
            It was closed, returned to the assistant, or another agent has it.
          </EmptyState>
        </Match>
        <Match when={next()}>
          {(session) => (
            <EmptyState
              icon={<Inbox />}
              title={waitingText()}
              action={
                <Button variant="primary" pending={desk.queue.accepting[session().sessionId]} onClick={() => void accept(session())}>
                  Accept the next
                </Button>
              }
            >
              {session().visitorName} has waited longest.
            </EmptyState>
          )}
        </Match>
        <Match when={desk.chats().length > 0}>
          <EmptyState icon={<MessagesSquare />} title="No chat open">
            Pick one of your chats on the left.
          </EmptyState>
        </Match>
      </Switch>
    </section>
  );
}
