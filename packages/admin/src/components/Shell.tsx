import { AppFrame, Skeleton } from "@chat/ui";
import { A, Navigate, useLocation } from "@solidjs/router";
import { BookOpen, LayoutDashboard, MessageSquare, Users } from "lucide-solid";
import { createEffect, type JSX, on, Show, Suspense } from "solid-js";
import { useAdmin } from "../state/admin-context";
import { AccountMenu } from "./AccountMenu";

const NAV = [
  { href: "/", label: "Overview", icon: LayoutDashboard, end: true },
  { href: "/widgets", label: "Widgets", icon: MessageSquare },
  { href: "/agents", label: "Agents", icon: Users },
  { href: "/knowledge", label: "Knowledge", icon: BookOpen },
];

/** Everything behind the log-in. */
export function Shell(props: { children?: JSX.Element }) {
  const { session } = useAdmin();
  const location = useLocation();
  const logIn = () => (location.pathname === "/" ? "/login" : `/login?from=${encodeURIComponent(location.pathname)}`);
  createEffect(
    on(
      () => location.pathname,
      () => {
        window.scrollTo(0, 0);
        // Where a screen reader goes on reading, unless the page has put the focus itself.
        const content = document.getElementById("content");
        if (content && !content.contains(document.activeElement)) content.focus({ preventScroll: true });
      },
      { defer: true },
    ),
  );
  return (
    <Show when={session.isLoggedIn()} fallback={<Navigate href={logIn()} />}>
      <AppFrame title="Chat Widget Generator" nav={NAV} link={A} account={(isCompact) => <AccountMenu isCompact={isCompact} />}>
        <Suspense fallback={<PagePlaceholder />}>{props.children}</Suspense>
      </AppFrame>
    </Show>
  );
}

function PagePlaceholder() {
  return (
    <div aria-busy="true">
      <Skeleton class="h-8 w-40" />
      <Skeleton class="mt-2 h-4 w-72" />
      <Skeleton class="mt-8 h-64 w-full rounded-xl" />
    </div>
  );
}
