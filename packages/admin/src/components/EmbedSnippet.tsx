import { buttonClass, Card, CopyButton } from "@chat/ui";
import { ExternalLink } from "lucide-solid";

export const embedSnippet = (origin: string, siteKey: string) =>
  `<script async src="${origin}/widget.js" data-site-key="${siteKey}"></script>`;

export function EmbedSnippet(props: { siteKey: string; isActive: boolean }) {
  const snippet = () => embedSnippet(location.origin, props.siteKey);
  return (
    <Card class="mb-6" bodyClass="p-4">
      <h2 class="text-sm font-semibold">Put it on your site</h2>
      <p class="text-[0.8125rem] leading-5 text-text-muted">
        {props.isActive
          ? "Paste this line into your pages, anywhere in the head or body."
          : "This widget is paused: pages that carry the line show no chat."}
      </p>
      <pre class="mt-3 select-all whitespace-pre-wrap [overflow-wrap:anywhere] rounded-md bg-surface-sunken px-3 py-2.5 font-mono text-xs leading-5">
        {snippet()}
      </pre>
      <div class="mt-3 flex flex-wrap gap-2">
        <CopyButton text={snippet()} label="Copy the line" variant="secondary" />
        <a href={`/demo?site-key=${encodeURIComponent(props.siteKey)}`} target="_blank" rel="noopener" class={buttonClass("ghost", "sm")}>
          Test on a page
          <ExternalLink class="size-3.5" aria-hidden="true" />
        </a>
      </div>
    </Card>
  );
}
