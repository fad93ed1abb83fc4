import { classes } from "./classes";

/** Holds the place of what is loading. Give it the size of what will come. */
export function Skeleton(props: { class?: string }) {
  return <span class={classes("block animate-pulse rounded-md bg-surface-hover", props.class ?? "h-4 w-full")} aria-hidden="true" />;
}
