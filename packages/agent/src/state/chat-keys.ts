import { useNavigate } from "@solidjs/router";
import { onCleanup } from "solid-js";
import type { Desk } from "./desk";

/** Alt with the arrows goes from chat to chat, also out of the composer. */
export function createChatKeys(desk: Desk): void {
  const navigate = useNavigate();
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    const ids = desk.chats().map((chat) => chat.sessionId);
    if (ids.length === 0) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    const at = ids.indexOf(desk.openId() ?? "");
    const next = ids[at === -1 ? (step === 1 ? 0 : ids.length - 1) : (at + step + ids.length) % ids.length];
    if (next) navigate(`/chats/${next}`);
  };
  window.addEventListener("keydown", onKeyDown);
  onCleanup(() => window.removeEventListener("keydown", onKeyDown));
}
