import { Avatar, Menu, setTheme, theme } from "@chat/ui";
import { Bell, LogOut, Monitor, Moon, Settings2, Sun } from "lucide-solid";
import { createSignal } from "solid-js";
import { useAccess } from "../state/access";
import { useDesk } from "../state/desk";
import { NoticeDialog } from "./NoticeDialog";
import { StatsPopover } from "./StatsPopover";

/** Who works here, whether visitors can be sent to them, and what belongs to the desk as a whole. */
export function AgentBar() {
  const access = useAccess();
  const desk = useDesk();
  const [isNoticesShown, setNoticesShown] = createSignal(false);
  const isOnline = () => access.connection.state() === "open";
  const themeItem = (name: typeof theme extends () => infer T ? T : never, label: string) => (theme() === name ? `${label} ✓` : label);
  return (
    <header class="flex h-14 shrink-0 items-center gap-2.5 border-b border-border pl-4 pr-2.5">
      <Avatar name={desk.agent.fullName} size="sm" isOnline={isOnline()} />
      <div class="min-w-0 flex-1 leading-tight">
        <p class="truncate text-[0.8125rem] font-semibold">{desk.agent.fullName}</p>
        <p class="text-xs text-text-muted">{isOnline() ? "Online" : "Connecting…"}</p>
      </div>
      <StatsPopover />
      <Menu
        label="Settings"
        trigger={<Settings2 class="size-4" aria-hidden="true" />}
        items={[
          { label: "Notifications", icon: <Bell aria-hidden="true" />, onSelect: () => setNoticesShown(true) },
          {
            label: themeItem("system", "Theme of the device"),
            icon: <Monitor aria-hidden="true" />,
            onSelect: () => setTheme("system"),
            isSeparated: true,
          },
          { label: themeItem("light", "Light theme"), icon: <Sun aria-hidden="true" />, onSelect: () => setTheme("light") },
          { label: themeItem("dark", "Dark theme"), icon: <Moon aria-hidden="true" />, onSelect: () => setTheme("dark") },
          { label: "Log out", icon: <LogOut aria-hidden="true" />, onSelect: () => access.logOut(), isSeparated: true },
        ]}
      />
      <NoticeDialog open={isNoticesShown()} onOpenChange={setNoticesShown} />
    </header>
  );
}
