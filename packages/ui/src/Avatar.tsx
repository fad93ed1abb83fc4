import { Show } from "solid-js";
import { classes } from "./classes";
import { hueOf, initials } from "./initials";

const SIZES = { sm: "size-7 text-2xs", md: "size-9 text-[0.8125rem]", lg: "size-11 text-[0.9375rem]" };

export type AvatarProps = {
  name: string;
  size?: keyof typeof SIZES /** Draws a dot that tells online from away. */;
  isOnline?: boolean;
  class?: string;
};

export function Avatar(props: AvatarProps) {
  return (
    <span
      class={classes(
        "relative inline-grid shrink-0 select-none place-items-center rounded-full font-semibold",
        SIZES[props.size ?? "md"],
        props.class,
      )}
      aria-hidden="true"
      style={{
        "background-color": `light-dark(oklch(0.93 0.035 ${hueOf(props.name)}), oklch(0.34 0.05 ${hueOf(props.name)}))`,
        color: `light-dark(oklch(0.42 0.09 ${hueOf(props.name)}), oklch(0.88 0.06 ${hueOf(props.name)}))`,
      }}
    >
      {initials(props.name)}
      <Show when={props.isOnline !== undefined}>
        <span
          class={classes(
            "absolute -bottom-0.5 -right-0.5 size-3 rounded-full border-2 border-surface-raised",
            props.isOnline ? "bg-success" : "bg-border-strong",
          )}
        />
      </Show>
    </span>
  );
}
