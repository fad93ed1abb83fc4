import type { PanelHost } from "../api";
import { addSheet, borrow } from "../borrowed";
import type { Strings } from "../i18n/en";
import { enExtras } from "../i18n/en-extras";
import type { Lent, ShowForm } from "../panel/chunks";
import type { View } from "../panel/view";
import type { ChatRecordStore } from "../protocol/chat-record";
import type { Client } from "../protocol/client";
import type { ServerFrame } from "../protocol/frames";
import type { KeyValueStore } from "../store";
import { createAttention } from "./attention";
import { keepDraft } from "./draft";
import { createEarlier } from "./earlier";
import { extrasCss } from "./extras.css";
import { createLooks } from "./looks";
import { createMenu } from "./menu";
import { createNews } from "./news";
import { createNobody } from "./nobody";
import { createRating } from "./rating";
import { createTyping } from "./typing";
import { createUnread } from "./unread";
import { createUploads } from "./upload";
import { createWriting } from "./writing";

/** What the extras are given of the panel. */
export interface ExtrasHost extends Lent {
  strings: typeof enExtras;
  /** The panel's own texts. */
  panel: Strings;
  view: View;
  client: Client;
  store: KeyValueStore;
  record: ChatRecordStore;
  host: PanelHost;
  isReading(): boolean;
  /** The chat is the page's user's, where there is one. */
  keepVisitor(): void;
  logout(): void;
  showForm: ShowForm;
}

/** What comes with a chat: unread counts, earlier lines, files, menu, ratings, sound, text with emphasis and lists. */
export function createExtras(lender: Omit<ExtrasHost, "strings">) {
  borrow(lender.dom);
  const given: ExtrasHost = { ...lender, strings: lender.translate(enExtras, 2) };
  addSheet(given.root, extrasCss);
  const attention = createAttention(given);
  const earlier = createEarlier(given);
  const menu = createMenu(given, attention, earlier);
  createNews(given);
  const rating = createRating(given);
  const nobody = createNobody(given);
  const typing = createTyping(given);
  const uploads = createUploads(given);
  const renderWriting = createWriting(given);
  const countUnread = createUnread(given);
  const saveDraft = keepDraft(given);
  given.view.composer.input.addEventListener("input", saveDraft);
  return {
    looks: createLooks(given),
    /** Of a file: tries again, or calls it off. False where it is no file's. */
    retry: uploads.press,
    /** A line came. */
    notice: (id: number) => given.isReading() || attention.notice(id),
    render() {
      const { state } = given.client;
      const { isNearEnd, toEnd } = given.view.log;
      const wasNearEnd = isNearEnd();
      rating.render(state);
      nobody.render(state);
      menu.render(state);
      attention.render();
      renderWriting(state);
      typing.render();
      countUnread();
      uploads.render();
      saveDraft();
      // What stands under the lines takes room from them.
      if (wasNearEnd) toEnd();
      earlier.follow();
    },
    hear(frame: ServerFrame) {
      earlier.hear(frame);
      menu.hear(frame);
      rating.hear(frame);
      if (frame.type === "chat_closed") given.host.emit("ended");
    },
    stop() {
      attention.stop();
      typing.stop();
      uploads.stop();
    },
  };
}
export type Extras = ReturnType<typeof createExtras>;
