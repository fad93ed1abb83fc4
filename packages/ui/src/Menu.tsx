import { DropdownMenu as Kobalte } from "@kobalte/core/dropdown-menu";
import { For, type JSX, Show } from "solid-js";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./Button";
import { classes } from "./classes";

export type MenuItem = {
  label: string;
  icon?: JSX.Element;
  onSelect: () => void;
  danger?: boolean;
  disabled?: boolean;
  isSeparated?: boolean;
};

export type MenuProps = {
  /** Names the trigger for screen readers when it holds only an icon. */
  label: string | undefined;
  trigger: JSX.Element;
  items: MenuItem[];
  variant?: ButtonVariant;
  size?: ButtonSize;
  triggerClass?: string;
};

export function Menu(props: MenuProps) {
  return (
    <Kobalte gutter={4} placement="bottom-end">
      <Kobalte.Trigger
        class={classes(buttonClass(props.variant ?? "ghost", props.size ?? "icon-sm"), props.triggerClass)}
        aria-label={props.label}
      >
        {props.trigger}
      </Kobalte.Trigger>
      <Kobalte.Portal>
        <Kobalte.Content class="z-50 min-w-44 animate-pop-in rounded-lg bg-surface-raised p-1 shadow-pop outline-none">
          <For each={props.items}>
            {(item) => (
              <>
                <Show when={item.isSeparated}>
                  <Kobalte.Separator class="-mx-1 my-1 border-t border-border" />
                </Show>
                <Kobalte.Item
                  onSelect={item.onSelect}
                  disabled={item.disabled}
                  class={classes(
                    "flex cursor-default select-none items-center gap-2.5 rounded px-2.5 py-1.5 text-sm outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-surface-hover [&_svg]:size-4 [&_svg]:shrink-0",
                    item.danger ? "text-danger-text" : "text-text [&_svg]:text-text-muted",
                  )}
                >
                  {item.icon}
                  {item.label}
                </Kobalte.Item>
              </>
            )}
          </For>
        </Kobalte.Content>
      </Kobalte.Portal>
    </Kobalte>
  );
}
