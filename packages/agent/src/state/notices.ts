import type { QueuePage } from "@chat/api/contract";
import { type Accessor, createEffect, createSignal, on } from "solid-js";
import { createStore } from "solid-js/store";
import { type Chime, playChime } from "./chime";
import { kept } from "./kept";
import { newlyWaiting, reasonText } from "./waiting";

export type NoticePermission = NotificationPermission | "unsupported";

interface NoticesSpec {
  storageKey: string;
  isVisible: Accessor<boolean>;
  /** Undefined until the queue is known: who waits already is no news. */
  waiting: Accessor<QueuePage | undefined>;
  open(sessionId: string | null): void;
}

const permissionNow = (): NoticePermission => (typeof Notification === "undefined" ? "unsupported" : Notification.permission);

/** Chrome on Android has the permission but lets only service workers notify. */
function makeNotice(title: string, options: NotificationOptions): Notification | null {
  try {
    return new Notification(title, options);
  } catch {
    return null;
  }
}

/** Sound and desktop notifications: what an agent learns while looking elsewhere. */
export function createNotices(spec: NoticesSpec) {
  const storage = kept(`${spec.storageKey}.notices`, { hasSound: true, isOnDesktop: false });
  const [settings, setSettings] = createStore(storage.read());
  const [isSoundBlocked, setSoundBlocked] = createSignal(false);
  const [permission, setPermission] = createSignal(permissionNow());

  const chime = async (name: Chime) => setSoundBlocked(!(await playChime(name)));
  const change = (changes: Partial<typeof settings>) => {
    setSettings(changes);
    storage.write({ ...settings });
  };

  const tell = (name: Chime, title: string, body: string, sessionId: string | null) => {
    if (settings.hasSound) void chime(name);
    if (spec.isVisible() || !settings.isOnDesktop || permission() !== "granted") return;
    const notice = makeNotice(title, { body, tag: sessionId ?? "queue", icon: `${import.meta.env.BASE_URL}icon.svg` });
    notice?.addEventListener("click", () => {
      window.focus();
      spec.open(sessionId);
      notice.close();
    });
  };

  createEffect(
    on(spec.waiting, (now, before) => {
      const newest = before && now && newlyWaiting(before, now);
      if (newest) tell("visitorWaits", `${newest.visitorName} is waiting`, reasonText(newest.reason), null);
    }),
  );

  return {
    settings,
    isSoundBlocked,
    permission,
    setSound: (hasSound: boolean) => change({ hasSound }),
    async setDesktop(isOnDesktop: boolean) {
      if (isOnDesktop && permission() === "default") setPermission(await Notification.requestPermission());
      change({ isOnDesktop: isOnDesktop && permission() === "granted" });
    },
    test: () => void chime("visitorWaits"),
    visitorWrote: (sessionId: string, name: string, text: string) => tell("visitorWrote", name, text, sessionId),
  };
}
export type Notices = ReturnType<typeof createNotices>;
