import { For } from "solid-js";
import { linkify } from "./linkify";

/** What somebody wrote, as text nodes; only its links are elements. */
export function PlainText(props: { text: string }) {
  return (
    <For each={linkify(props.text)}>
      {(part) =>
        part.kind === "text" ? (
          part.text
        ) : (
          <a href={part.href} target="_blank" rel="noopener noreferrer nofollow" class="break-all underline underline-offset-2">
            {part.text}
          </a>
        )
      }
    </For>
  );
}
