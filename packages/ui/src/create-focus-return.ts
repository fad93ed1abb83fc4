import { type Accessor, createComputed, on } from "solid-js";

/**
 * Where the focus was when something opened, for giving it back. Our dialogs are opened by state, so that Kobalte
 * knows no trigger. An item of a menu is gone by then: its menu's button stands for it.
 */
export function createFocusReturn(isOpen: Accessor<boolean>): (event: Event) => void {
  let origin: HTMLElement | null = null;
  createComputed(
    on(isOpen, (open) => {
      if (open) origin = lasting(document.activeElement);
    }),
  );
  return (event) => {
    event.preventDefault();
    if (origin?.isConnected) origin.focus();
  };
}

function lasting(element: Element | null): HTMLElement | null {
  const labelledBy = element?.closest("[role='menu']")?.getAttribute("aria-labelledby");
  const button = labelledBy ? document.getElementById(labelledBy) : null;
  return button ?? (element instanceof HTMLElement ? element : null);
}
