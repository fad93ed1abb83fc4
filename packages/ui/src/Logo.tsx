import { classes } from "./classes";

export const PRODUCT_NAME = "Chat Widget Generator";

/** Two overlapping bubbles: one who asks, one who answers. */
export function Logo(props: { class?: string }) {
  return (
    <svg class={classes("shrink-0", props.class ?? "size-7")} viewBox="0 0 28 28" fill="none" aria-hidden="true">
      <rect width="28" height="28" rx="8" class="fill-accent" />
      <path
        d="M7 11.2C7 8.9 8.9 7 11.2 7h3.6C17.1 7 19 8.9 19 11.2s-1.9 4.2-4.2 4.2h-3.4L8.6 17.7c-.3.3-.8 0-.8-.4v-3.6c-.5-.7-.8-1.6-.8-2.5Z"
        fill="#fff"
      />
      <path
        d="M20.4 12.6c.4.6.6 1.4.6 2.2 0 .9-.3 1.7-.7 2.3v3c0 .4-.5.6-.8.4l-2.3-1.9h-2.6c-1.3 0-2.4-.6-3.1-1.5h3.6c2.9 0 5.2-2 5.3-4.5Z"
        fill="#fff"
        fill-opacity="0.62"
      />
    </svg>
  );
}
