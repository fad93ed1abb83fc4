import { LIMITS } from "@chat/api/contract";
import { ColorField, type Form, Switch, TextArea, TextField } from "@chat/ui";
import { Show } from "solid-js";
import type { WidgetDraft } from "../state/widget-draft";
import { ColorPresets } from "./ColorPresets";
import { ContrastHint } from "./ContrastHint";
import { DomainsEditor } from "./DomainsEditor";
import { FormSection } from "./FormSection";
import { LanguagesEditor } from "./LanguagesEditor";
import { PositionPicker } from "./PositionPicker";
import { PrechatEditor } from "./PrechatEditor";

const count = (value: number) => value.toLocaleString("en");

function tooLong(text: string): string | undefined {
  const over = text.trim().length - LIMITS.consentTextMaxChars;
  return over > 0
    ? `${count(over)} ${over === 1 ? "character" : "characters"} too many: at most ${count(LIMITS.consentTextMaxChars)}`
    : undefined;
}

export function WidgetFields(props: { form: Form<WidgetDraft>; autofocus?: boolean }) {
  const values = () => props.form.values;
  const set =
    <K extends keyof WidgetDraft>(key: K) =>
    (value: WidgetDraft[K]) =>
      props.form.set({ [key]: value } as Pick<WidgetDraft, K>);
  return (
    <>
      <FormSection title="Texts" description="What visitors read first.">
        <TextField
          label="Business name"
          placeholder="Acme Lighting"
          autofocus={props.autofocus}
          value={values().businessName}
          onChange={set("businessName")}
          error={props.form.error("businessName")}
        />
        <TextField label="Title" value={values().widgetTitle} onChange={set("widgetTitle")} error={props.form.error("widgetTitle")} />
        <TextArea
          label="Welcome message"
          hint="The first line of each chat. Leave it empty for none."
          value={values().welcomeMessage}
          onChange={set("welcomeMessage")}
          error={props.form.error("welcomeMessage")}
        />
      </FormSection>
      <FormSection title="Look">
        <div class="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <ColorField
            label="Primary color"
            value={values().primaryColor}
            onChange={set("primaryColor")}
            error={props.form.error("primaryColor")}
          />
          <ColorField
            label="Secondary color"
            value={values().secondaryColor}
            onChange={set("secondaryColor")}
            error={props.form.error("secondaryColor")}
          />
        </div>
        <div class="-mt-1 flex flex-col gap-3">
          <ContrastHint color={values().primaryColor} />
          <ColorPresets value={values().primaryColor} onPick={set("primaryColor")} />
        </div>
        <PositionPicker value={values().position} onChange={set("position")} />
      </FormSection>
      <FormSection
        title="Pre-chat form"
        description="Ask a few things before the chat. Agents see the answers."
        aside={
          <Switch
            hideLabel
            label="Show the pre-chat form"
            checked={values().enablePrechatForm}
            onChange={set("enablePrechatForm")}
            class="pt-0.5"
          />
        }
      >
        <Show
          when={values().enablePrechatForm}
          fallback={
            <p class="rounded-lg border border-dashed border-border px-4 py-3 text-[0.8125rem] text-text-muted">
              Off: visitors start writing right away.
            </p>
          }
        >
          <PrechatEditor form={props.form} />
        </Show>
      </FormSection>
      <FormSection
        title="Consent"
        description="Asked before a chat begins: nothing is stored before visitors agree. Leave it empty to ask nothing."
      >
        <TextArea
          label="Consent text"
          placeholder="We use what you write to answer you, and delete it after a year."
          hint={`${count(values().consentText.trim().length)} of ${count(LIMITS.consentTextMaxChars)} characters`}
          value={values().consentText}
          onChange={set("consentText")}
          error={props.form.error("consentText") ?? tooLong(values().consentText)}
        />
      </FormSection>
      <FormSection
        title="Other languages"
        description="The widget follows the language of the page. Your own texts do, too, where you translate them: what is empty stays as above."
      >
        <LanguagesEditor form={props.form} />
      </FormSection>
      <FormSection title="Where it may be used" description="Websites that may show this widget. Leave it empty for any.">
        <DomainsEditor domains={values().allowedDomains} onChange={set("allowedDomains")} error={props.form.error("allowedDomains")} />
      </FormSection>
    </>
  );
}
