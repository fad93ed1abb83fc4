import { Monitor, Moon, Sun } from "lucide-solid";
import { Match, Switch } from "solid-js";
import { Menu } from "./Menu";
import { setTheme, theme } from "./theme";

function ThemeIcon() {
  return (
    <Switch fallback={<Monitor class="size-4" aria-hidden="true" />}>
      <Match when={theme() === "light"}>
        <Sun class="size-4" aria-hidden="true" />
      </Match>
      <Match when={theme() === "dark"}>
        <Moon class="size-4" aria-hidden="true" />
      </Match>
    </Switch>
  );
}

export function ThemeToggle(props: { class?: string }) {
  return (
    <Menu
      label={`Theme: ${theme()}`}
      trigger={<ThemeIcon />}
      triggerClass={props.class}
      items={[
        { label: "Same as device", icon: <Monitor aria-hidden="true" />, onSelect: () => setTheme("system") },
        { label: "Light", icon: <Sun aria-hidden="true" />, onSelect: () => setTheme("light") },
        { label: "Dark", icon: <Moon aria-hidden="true" />, onSelect: () => setTheme("dark") },
      ]}
    />
  );
}
