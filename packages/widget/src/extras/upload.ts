import { el, icon } from "../borrowed";
import { fill } from "../i18n/strings";
import { rowId } from "../protocol/frames";
import { type Line, PENDING } from "../protocol/transcript";
import { randomId } from "../store";
import { sizeText } from "./file";
import { ENDINGS, FILE_BYTES, problemOf } from "./file-rules";
import { CLIP } from "./icons";
import type { ExtrasHost } from "./main";

/** So often is said how far a file is, in milliseconds. */
const PROGRESS_MS = 500;

/** Files on their way. They are sent beside the socket, and stand among the lines as they do. */
export function createUploads({ strings, panel, client, record, host, view, keepVisitor }: ExtrasHost) {
  const { transcript } = client;
  /** A request is that of the last attempt; without one a file is not tried again. */
  const uploads = new Map<string, { file: File; request?: XMLHttpRequest }>();
  /** The chat that they are of. */
  let owner = "";

  const show = (key: string, file: File, change: Partial<Line>) => {
    transcript.add({
      key,
      id: PENDING,
      from: "visitor",
      name: null,
      text: file.name,
      at: new Date().toISOString(),
      state: "sending",
      note: undefined,
      act: undefined,
      file: { name: file.name, type: file.type, size: file.size, url: "" },
      ...change,
    });
    client.changed();
  };
  const fail = (key: string, file: File, note: string | undefined, request?: XMLHttpRequest) => {
    uploads.set(key, { file, request });
    show(key, file, { state: "failed", note, act: request ? panel.retry : strings.remove });
  };

  function send(key: string, file: File) {
    const request = new XMLHttpRequest();
    uploads.set(key, { file, request });
    const form = new FormData();
    const { sessionId, visitorSecret } = record.current();
    for (const [name, value] of Object.entries({ siteKey: host.siteKey, sessionId, visitorSecret, clientMessageId: key }))
      form.set(name, value);
    form.set("file", file);
    let shownAt = 0;
    const progress = (share: number) => {
      // Whoever calls it off has the time to press.
      if (Date.now() - shownAt < PROGRESS_MS) return;
      shownAt = Date.now();
      const percent = new Intl.NumberFormat(panel.lang, { style: "percent" }).format(share);
      show(key, file, { note: fill(strings.uploading, { percent }), act: strings.cancel });
    };
    request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
    request.onerror = () => fail(key, file, undefined, request);
    request.onload = () => {
      const { success, message, data } = request.response ?? {};
      if (!success)
        return fail(
          key,
          file,
          fill(strings.refusedFile, { name: file.name, reason: message ?? "" }),
          request.status === 429 || request.status >= 500 ? request : undefined,
        );
      uploads.delete(key);
      show(key, file, { id: rowId(data.id), at: data.timestamp, state: "sent", file: data.file });
    };
    request.responseType = "json";
    request.open("POST", `${host.origin}/api/widgets/upload`);
    request.send(form);
    progress(0);
  }

  const input = el("input", { type: "file", multiple: true, hidden: true, accept: ENDINGS.map((ending) => `.${ending}`).join() });
  const clip = el(
    "button",
    {
      type: "button",
      class: "clip",
      "aria-label": strings.attach,
      title: `${strings.attach} (≤ ${sizeText(FILE_BYTES, panel.lang)})`,
      click: () => input.click(),
    },
    icon(CLIP),
  );
  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  view.composer.input.after(clip, input);
  const take = (event: Event, files: FileList | undefined) => {
    if (!files?.length) return;
    event.preventDefault();
    // Where a form stands in the chat's place, that comes first.
    if (!view.chat.hidden) add(files);
  };
  // A file that is dropped beside the chat is taken, too: the browser would leave the page for it.
  view.chat.addEventListener("paste", (event) => take(event, event.clipboardData?.files));
  view.root.addEventListener("drop", (event) => take(event, event.dataTransfer?.files));
  view.root.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());

  function add(files: Iterable<File> | null) {
    keepVisitor();
    client.resume();
    owner = record.current().sessionId;
    for (const file of files ?? []) {
      const key = randomId();
      const problem = problemOf(file, strings, panel.lang);
      if (problem) fail(key, file, problem);
      else send(key, file);
    }
  }

  const stop = () => {
    for (const { request } of uploads.values()) request?.abort();
    uploads.clear();
  };

  return {
    press(key: string): boolean {
      const upload = uploads.get(key);
      if (!upload) return false;
      if (upload.request?.readyState === XMLHttpRequest.DONE) send(key, upload.file);
      else {
        upload.request?.abort();
        uploads.delete(key);
        transcript.drop(key);
        client.changed();
      }
      return true;
    },
    stop,
    /** With a chat that is forgotten go its files. */
    render: () => void (uploads.size && record.current().sessionId !== owner && stop()),
  };
}
