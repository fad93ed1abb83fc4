import { Button, Dialog, Switch } from "@chat/ui";
import { Show } from "solid-js";
import { useDesk } from "../state/desk";

/** How the desk calls an agent who looks elsewhere, and what the browser keeps it from. */
export function NoticeDialog(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const notices = useDesk().notices;
  const isRefused = () => notices.permission() === "denied" || notices.permission() === "unsupported";
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title="Notifications" size="sm">
      <div class="space-y-5 pt-1">
        <div>
          <Switch
            label="Sound"
            hint="A new visitor in the queue, and messages you are not looking at."
            checked={notices.settings.hasSound}
            onChange={notices.setSound}
          />
          <Button size="sm" class="mt-3" onClick={notices.test}>
            Test the sound
          </Button>
          <Show when={notices.isSoundBlocked()}>
            <p class="mt-2 text-[0.8125rem] leading-5 text-danger-text" role="alert">
              The browser keeps sound back. Click anywhere on this page, or allow sound for this site in the address bar.
            </p>
          </Show>
        </div>
        <div>
          <Switch
            label="Desktop notifications"
            hint="While this tab is in the background."
            checked={notices.settings.isOnDesktop}
            onChange={(isOn) => void notices.setDesktop(isOn)}
            disabled={isRefused()}
          />
          <Show when={isRefused()}>
            <p class="mt-2 text-[0.8125rem] leading-5 text-danger-text">
              {notices.permission() === "denied"
                ? "Notifications are blocked for this site. Allow them in the browser's site settings, then reload."
                : "This browser offers no notifications here. They need a secure (https) address."}
            </p>
          </Show>
        </div>
      </div>
    </Dialog>
  );
}
