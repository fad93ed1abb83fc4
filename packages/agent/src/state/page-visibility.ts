import { type Accessor, createSignal, onCleanup } from "solid-js";

/** Whether somebody can see this page: messages shown in a hidden tab are not read. */
export function createPageVisibility(): Accessor<boolean> {
  const look = () => document.visibilityState === "visible";
  const [isVisible, setVisible] = createSignal(look());
  const update = () => setVisible(look());
  document.addEventListener("visibilitychange", update);
  onCleanup(() => document.removeEventListener("visibilitychange", update));
  return isVisible;
}
