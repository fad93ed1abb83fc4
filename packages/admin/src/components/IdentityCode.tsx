import { CopyButton } from "@chat/ui";
import { createSignal } from "solid-js";
import { HASH_CODE, HASH_LANGUAGES, type HashLanguage, IDENTIFY_CODE } from "../state/hash-code";
import { Segmented } from "./Segmented";

/** The two lines that a site needs: one on its server, one in its page. */
export function IdentityCode() {
  const [language, setLanguage] = createSignal<HashLanguage>("Node");
  return (
    <>
      <div>
        <h3 class="text-[0.8125rem] font-medium">On your server</h3>
        <p class="mb-2 text-[0.8125rem] leading-5 text-text-muted">Make a hash of the id of the user who is logged in.</p>
        <Segmented
          label="Language of your server"
          value={language()}
          onChange={setLanguage}
          options={HASH_LANGUAGES.map((value) => ({ value, label: value }))}
        />
        <Code text={HASH_CODE[language()]} />
      </div>
      <div>
        <h3 class="text-[0.8125rem] font-medium">In your page</h3>
        <p class="text-[0.8125rem] leading-5 text-text-muted">Tell the widget who it is. Agents then see the id, marked as verified.</p>
        <Code text={IDENTIFY_CODE} />
      </div>
    </>
  );
}

function Code(props: { text: string }) {
  return (
    <>
      <pre class="mt-2 select-all whitespace-pre-wrap [overflow-wrap:anywhere] rounded-md bg-surface-sunken px-3 py-2.5 font-mono text-xs leading-5">
        {props.text}
      </pre>
      <CopyButton text={props.text} label="Copy" variant="ghost" class="mt-1" />
    </>
  );
}
