import { LIMITS } from "@chat/api/contract";
import { Button, type Form, Select, TextArea, TextField } from "@chat/ui";
import { Trash2 } from "lucide-solid";
import { For, Show } from "solid-js";
import { languageName, NO_TEXTS, type TextsDraft, WIDGET_LANGUAGES } from "../state/languages";
import type { WidgetDraft } from "../state/widget-draft";

/** The admin's own texts in other languages: a card for each, and a choice of one more. */
export function LanguagesEditor(props: { form: Form<WidgetDraft> }) {
  const texts = () => props.form.values.texts;
  const tags = () => Object.keys(texts());
  const left = () => WIDGET_LANGUAGES.filter((tag) => !tags().includes(tag)).map((value) => ({ value, label: languageName(value) }));
  const change = (tag: string, patch: Partial<TextsDraft>) =>
    props.form.set({ texts: { ...texts(), [tag]: { ...(texts()[tag] ?? NO_TEXTS), ...patch } } });
  const remove = (tag: string) => props.form.set({ texts: Object.fromEntries(Object.entries(texts()).filter(([other]) => other !== tag)) });
  return (
    <>
      <Show when={tags().length > 0}>
        <ul class="flex flex-col gap-3">
          <For each={tags()}>
            {(tag) => (
              <LanguageCard
                tag={tag}
                texts={texts()[tag] ?? NO_TEXTS}
                own={props.form.values}
                error={(name) => props.form.error(`texts.${tag}.${name}`)}
                onChange={(patch) => change(tag, patch)}
                onRemove={() => remove(tag)}
              />
            )}
          </For>
        </ul>
      </Show>
      <Show when={left().length > 0 && tags().length < LIMITS.textLanguagesMax}>
        <Select
          label="Add a language"
          hideLabel
          placeholder="Add a language"
          options={left()}
          value={null}
          onChange={(tag) => change(tag, {})}
        />
      </Show>
    </>
  );
}

type LanguageCardProps = {
  tag: string;
  texts: TextsDraft;
  /** What visitors read where a field is empty. */
  own: TextsDraft;
  error: (name: keyof TextsDraft) => string | undefined;
  onChange: (patch: Partial<TextsDraft>) => void;
  onRemove: () => void;
};

function LanguageCard(props: LanguageCardProps) {
  const name = () => languageName(props.tag);
  return (
    <li class="flex flex-col gap-3 rounded-lg border border-border bg-surface p-3.5" aria-label={name()}>
      <div class="flex items-center justify-between gap-2">
        <h3 class="text-[0.8125rem] font-semibold">{name()}</h3>
        <Button variant="ghost" size="icon-sm" onClick={() => props.onRemove()} aria-label={`Remove ${name()}`}>
          <Trash2 class="size-4" aria-hidden="true" />
        </Button>
      </div>
      <TextField
        label="Title"
        placeholder={props.own.widgetTitle}
        value={props.texts.widgetTitle}
        onChange={(widgetTitle) => props.onChange({ widgetTitle })}
        error={props.error("widgetTitle")}
      />
      <TextArea
        label="Welcome message"
        placeholder={props.own.welcomeMessage}
        value={props.texts.welcomeMessage}
        onChange={(welcomeMessage) => props.onChange({ welcomeMessage })}
        error={props.error("welcomeMessage")}
      />
      <Show when={props.own.consentText.trim() || props.texts.consentText}>
        <TextArea
          label="Consent text"
          placeholder={props.own.consentText}
          value={props.texts.consentText}
          onChange={(consentText) => props.onChange({ consentText })}
          error={props.error("consentText")}
        />
      </Show>
    </li>
  );
}
