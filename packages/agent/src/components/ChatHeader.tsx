import { Button, buttonClass, ConfirmDialog, Dialog, Menu, messageOf, toast } from "@chat/ui";
import { A, useNavigate } from "@solidjs/router";
import { ArrowLeft, CircleCheck, Ellipsis, PanelRight, Sparkles } from "lucide-solid";
import { createSignal, Show } from "solid-js";
import { useDesk } from "../state/desk";
import type { DeskChat } from "../state/desk-chat";
import { VisitorCard } from "./VisitorCard";

export function ChatHeader(props: { chat: DeskChat }) {
  const desk = useDesk();
  const navigate = useNavigate();
  const [isClosing, setClosing] = createSignal(false);
  const [isCardShown, setCardShown] = createSignal(false);
  const [pending, setPending] = createSignal<"return" | "close" | null>(null);
  const name = () => props.chat.chat().visitorName;

  const leave = async (how: "return" | "close") => {
    if (pending()) return;
    const visitor = name();
    setPending(how);
    try {
      await (how === "return" ? desk.returnToAi(props.chat.sessionId) : desk.close(props.chat.sessionId));
      toast.success(how === "return" ? `The assistant is back with ${visitor}` : `The chat with ${visitor} is closed`);
      navigate("/");
    } catch (error) {
      toast.error(how === "return" ? "The chat was not returned" : "The chat was not closed", messageOf(error));
    } finally {
      setPending(null);
      setClosing(false);
    }
  };

  return (
    <header class="flex h-14 shrink-0 items-center gap-2 border-b border-border pl-2 pr-2 lg:pl-6 lg:pr-3">
      <A href="/" class={`${buttonClass("ghost", "icon")} lg:hidden`} aria-label="Back to the list">
        <ArrowLeft class="size-4" aria-hidden="true" />
      </A>
      <div class="min-w-0 flex-1">
        <h2 class="truncate text-[0.9375rem] font-semibold leading-5">{name()}</h2>
        <p class="truncate text-xs text-text-muted">{props.chat.chat().businessName}</p>
      </div>
      <Show when={props.chat.isMine()}>
        <div class="hidden items-center gap-2 sm:flex">
          <Button size="sm" variant="ghost" pending={pending() === "return"} onClick={() => void leave("return")}>
            <Sparkles class="size-3.5" aria-hidden="true" />
            Return to AI
          </Button>
          <Button size="sm" onClick={() => setClosing(true)}>
            <CircleCheck class="size-3.5" aria-hidden="true" />
            Close
          </Button>
        </div>
        <Menu
          label="More"
          size="icon"
          triggerClass="sm:hidden"
          trigger={<Ellipsis class="size-4" aria-hidden="true" />}
          items={[
            { label: "Visitor", icon: <PanelRight aria-hidden="true" />, onSelect: () => setCardShown(true) },
            { label: "Return to AI", icon: <Sparkles aria-hidden="true" />, onSelect: () => void leave("return") },
            { label: "Close chat", icon: <CircleCheck aria-hidden="true" />, onSelect: () => setClosing(true), isSeparated: true },
          ]}
        />
      </Show>
      <Button size="icon-sm" variant="ghost" class="max-sm:hidden xl:hidden" aria-label="Visitor" onClick={() => setCardShown(true)}>
        <PanelRight class="size-4" aria-hidden="true" />
      </Button>
      <Dialog open={isCardShown()} onOpenChange={setCardShown} title="Visitor" size="sm">
        <div class="-mx-5 -mb-5">
          <VisitorCard chat={props.chat.chat()} />
        </div>
      </Dialog>
      <ConfirmDialog
        open={isClosing()}
        onOpenChange={setClosing}
        title={`Close the chat with ${name()}?`}
        confirmLabel="Close chat"
        pending={pending() === "close"}
        onConfirm={() => void leave("close")}
      >
        The visitor is told. Should they write again, the assistant answers first.
      </ConfirmDialog>
    </header>
  );
}
