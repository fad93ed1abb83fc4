import { Avatar, Menu, Skeleton, ThemeToggle } from "@chat/ui";
import { ChevronsUpDown, LogOut, MonitorX } from "lucide-solid";
import { Show } from "solid-js";
import { useAdmin } from "../state/admin-context";
import { known, useMe } from "../state/queries";

export function AccountMenu(props: { isCompact: boolean }) {
  const { session, trpc } = useAdmin();
  const me = useMe();
  // Whether it is answered or the server lets go of the connection first: this device is logged out too.
  const logOutEverywhere = () => void trpc.admin.auth.logOutEverywhere.mutate().finally(() => session.logOut());
  const items = () => [
    { label: "Log out", icon: <LogOut aria-hidden="true" />, onSelect: () => session.logOut() },
    { label: "Log out everywhere", icon: <MonitorX aria-hidden="true" />, onSelect: logOutEverywhere },
  ];
  return (
    <div class="flex items-center gap-1">
      <Show when={known(me)} fallback={<Skeleton class={props.isCompact ? "size-7 rounded-full" : "h-11 flex-1"} />}>
        {(admin) => (
          <Menu
            label={props.isCompact ? `Account of ${admin().username}` : undefined}
            size={props.isCompact ? "icon" : "lg"}
            triggerClass={props.isCompact ? "" : "min-w-0 flex-1 justify-start! px-1.5!"}
            items={items()}
            trigger={
              <>
                <Avatar name={admin().username} size="sm" />
                <Show when={!props.isCompact}>
                  <span class="min-w-0 flex-1 text-left">
                    <span class="block truncate text-[0.8125rem] font-medium leading-4 text-text">{admin().username}</span>{" "}
                    <span class="block truncate text-2xs font-normal text-text-muted">{admin().email}</span>
                  </span>
                  <ChevronsUpDown class="size-3.5 text-text-faint" aria-hidden="true" />
                </Show>
              </>
            }
          />
        )}
      </Show>
      <ThemeToggle />
    </div>
  );
}
