/** `label` is what a screen reader hears, as in "Ada is typing". */
export function TypingDots(props: { label: string }) {
  return (
    <div class="mt-3 inline-flex items-center gap-2 text-xs text-text-muted" role="status">
      <span class="flex h-8 items-center gap-1 rounded-2xl bg-surface-hover px-3" aria-hidden="true">
        <span class="size-1.5 animate-typing rounded-full bg-text-muted" />
        <span class="size-1.5 animate-typing rounded-full bg-text-muted [animation-delay:150ms]" />
        <span class="size-1.5 animate-typing rounded-full bg-text-muted [animation-delay:300ms]" />
      </span>
      {props.label}
    </div>
  );
}
