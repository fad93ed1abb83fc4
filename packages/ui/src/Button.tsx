import { type ComponentProps, Show, splitProps } from "solid-js";
import { classes } from "./classes";
import { Spinner } from "./Spinner";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger" | "danger-ghost";
export type ButtonSize = "sm" | "md" | "lg" | "icon" | "icon-sm";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent shadow-card hover:bg-accent-hover",
  secondary: "border border-border-strong bg-surface-raised text-text shadow-card hover:bg-surface-hover",
  ghost: "text-text-muted hover:bg-surface-hover hover:text-text",
  danger: "bg-danger text-white shadow-card hover:bg-danger-hover",
  "danger-ghost": "text-danger-text hover:bg-danger-soft",
};

const SIZES: Record<ButtonSize, string> = {
  sm: "h-8 gap-1.5 px-2.5 text-[0.8125rem]",
  md: "h-9 gap-2 px-3.5 text-sm",
  lg: "h-11 gap-2 px-5 text-[0.9375rem]",
  icon: "size-9",
  "icon-sm": "size-8",
};

/** Also for links and triggers that look like buttons. */
export const buttonClass = (variant: ButtonVariant = "secondary", size: ButtonSize = "md") =>
  classes(
    "relative inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-md font-medium transition-colors duration-100",
    "disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-70",
    VARIANTS[variant],
    SIZES[size],
  );

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows a spinner in place of the content, keeps the size, and ignores presses. */
  pending?: boolean;
};

export function Button(props: ButtonProps) {
  const [own, rest] = splitProps(props, ["variant", "size", "pending", "class", "children", "type", "onClick"]);
  return (
    <button
      type={own.type ?? "button"}
      class={classes(buttonClass(own.variant, own.size), own.class)}
      aria-disabled={own.pending || undefined}
      aria-busy={own.pending || undefined}
      onClick={(event) => {
        if (own.pending) {
          event.preventDefault();
          return;
        }
        if (typeof own.onClick === "function") own.onClick(event);
      }}
      {...rest}
    >
      <span class={classes("inline-flex items-center justify-center gap-[inherit]", own.pending && "opacity-0")}>{own.children}</span>
      <Show when={own.pending}>
        <span class="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      </Show>
    </button>
  );
}
