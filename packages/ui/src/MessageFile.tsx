import type { ChatFile } from "@chat/api/contract";
import { Download } from "lucide-solid";
import { createSignal, Show } from "solid-js";
import { fileKind, formatFileSize } from "./file-facts";

export type MessageFileProps = { file: ChatFile };

/** A file that was sent: an image in a box that is there before it, anything else as a row to download. */
export function MessageFile(props: MessageFileProps) {
  const [isBroken, setBroken] = createSignal(false);
  const isImage = () => props.file.type.startsWith("image/") && !isBroken();
  return (
    <Show when={isImage()} fallback={<FileRow file={props.file} />}>
      <a
        href={props.file.url}
        target="_blank"
        rel="noopener noreferrer"
        class="block h-45 w-60 max-w-full overflow-hidden rounded-2xl border border-border bg-surface-sunken"
      >
        <img
          src={props.file.url}
          alt={props.file.name}
          title={props.file.name}
          width="240"
          height="180"
          loading="lazy"
          decoding="async"
          class="size-full object-cover"
          onError={() => setBroken(true)}
        />
      </a>
    </Show>
  );
}

function FileRow(props: MessageFileProps) {
  return (
    <a
      href={props.file.url}
      download={props.file.name}
      class="flex w-72 max-w-full items-center gap-3 rounded-2xl border border-border bg-surface-raised px-3.5 py-2.5 text-sm text-text hover:bg-surface-hover"
    >
      <Download class="size-4 shrink-0 text-accent-text" aria-hidden="true" />
      <span class="min-w-0 flex-1">
        <bdi class="block truncate font-medium" title={props.file.name}>
          {props.file.name}
        </bdi>
        <span class="block text-xs text-text-muted">
          {fileKind(props.file)} · {formatFileSize(props.file.size)}
        </span>
      </span>
    </a>
  );
}
