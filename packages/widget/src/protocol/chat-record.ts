import type { KeyValueStore } from "../store";
import { randomId } from "../store";
import type { VisitorDetails } from "./frames";

/** What resumes a chat: its id and the visitor's secret, with what the visitor told about themselves. */
export interface ChatRecord extends VisitorDetails {
  sessionId: string;
  visitorSecret: string;
  /** The page's user whose chat it is. */
  userId?: string;
}

const KEY = "chat";

/**
 * The visitor's one chat. Made in memory and stored only when it begins, so that a visitor who
 * looks and leaves leaves nothing behind; another tab's chat, once stored, is taken over.
 */
export function createChatRecord(store: KeyValueStore) {
  let fresh: ChatRecord | undefined;

  const stored = (): ChatRecord | undefined => {
    try {
      const record: ChatRecord = JSON.parse(`${store.get(KEY)}`);
      if (record.sessionId && record.visitorSecret) return record;
    } catch {}
  };
  const current = (): ChatRecord => {
    fresh ??= { sessionId: `session_${randomId()}`, visitorSecret: randomId() };
    return stored() ?? fresh;
  };

  return {
    current,
    isKept: () => !!stored(),
    /** Stores the chat, with further details of the visitor if given. */
    keep(details: VisitorDetails & Pick<ChatRecord, "userId"> = {}) {
      const record = current();
      const visitorInfo = { ...record.visitorInfo, ...details.visitorInfo };
      store.set(KEY, JSON.stringify({ ...record, ...details, visitorInfo }));
    },
    forget() {
      fresh = undefined;
      store.remove(KEY);
    },
  };
}
export type ChatRecordStore = ReturnType<typeof createChatRecord>;
