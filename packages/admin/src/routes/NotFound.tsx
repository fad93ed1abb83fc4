import { buttonClass, EmptyState } from "@chat/ui";
import { A } from "@solidjs/router";
import { Compass } from "lucide-solid";
import { createTitle } from "../components/create-title";

export function NotFound() {
  createTitle(() => "Page not found");
  return (
    <EmptyState
      class="py-28"
      icon={<Compass />}
      isPage
      title="There is no page here"
      action={
        <A href="/" class={buttonClass("primary")}>
          Go to the overview
        </A>
      }
    >
      The address may be mistyped, or the page may be gone.
    </EmptyState>
  );
}
