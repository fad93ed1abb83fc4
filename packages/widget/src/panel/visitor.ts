import type { ChatWidgetConfig } from "../api";
import type { ChatRecordStore } from "../protocol/chat-record";
import type { Client } from "../protocol/client";
import type { Outbox } from "../protocol/outbox";
import type { KeyValueStore } from "../store";
import type { View } from "./view";

/** Whose chat it is: the page's user's, or that of whoever sits at the device. */
export function createVisitor(
  options: ChatWidgetConfig,
  store: KeyValueStore,
  record: ChatRecordStore,
  outbox: Outbox,
  client: Client,
  composer: View["composer"],
) {
  /** Nothing of the chat stays on the device, or on the screen. */
  const forget = () => {
    // The chat's own key is the last: other tabs know by then that nothing waits to be sent.
    for (const key of store.keys().sort().reverse()) store.remove(key);
    for (const { id } of outbox.all()) outbox.settle(id);
    client.state.wantsPerson = false;
    client.forget();
    composer.write("");
  };
  /** Leaves another user's chat behind. */
  const leave = () => {
    const { userId } = record.current();
    if (options.user && userId && `${userId}` !== `${options.user.id}`) forget();
  };
  return {
    forget,
    leave,
    /** The chat is the page's user's from now on. */
    keep() {
      leave();
      if (options.user) record.keep({ visitorName: options.user.name, visitorEmail: options.user.email, userId: options.user.id });
    },
  };
}
