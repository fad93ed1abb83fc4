import { buttonClass, EmptyState } from "@chat/ui";
import { A } from "@solidjs/router";
import { SearchX } from "lucide-solid";

export function NotFoundPage() {
  return (
    <main class="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<SearchX />}
        title="There is no such page"
        action={
          <A href="/" class={buttonClass("primary")}>
            Back to the desk
          </A>
        }
      />
    </main>
  );
}
