import { LIMITS } from "@chat/api/contract";
import { Button, type Form } from "@chat/ui";
import { ListPlus } from "lucide-solid";
import { createMemo, For, Show } from "solid-js";
import { produce } from "solid-js/store";
import { fieldName } from "../state/field-name";
import { type FieldDraft, newField, type WidgetDraft } from "../state/widget-draft";
import { PrechatFieldCard } from "./PrechatFieldCard";

/** The questions before a chat: added, removed, moved and edited in place. */
export function PrechatEditor(props: { form: Form<WidgetDraft> }) {
  let list!: HTMLUListElement;
  const fields = () => props.form.values.prechatFields;
  const isFull = createMemo(() => fields().length >= LIMITS.prechatFieldsMax);

  const change = (recipe: (fields: FieldDraft[]) => void) => {
    props.form.set("prechatFields", produce(recipe));
    // Problems are known by position, and positions have moved.
    props.form.clearError("prechatFields");
  };

  const add = () => {
    change((draft) => draft.push(newField(draft)));
    queueMicrotask(() => list.querySelector<HTMLInputElement>("li:last-child input[type='text']")?.focus());
  };

  const move = (from: number, to: number) => change((draft) => draft.splice(to, 0, ...draft.splice(from, 1)));

  const rename = (index: number, label: string) => {
    const taken = fields()
      .filter((_, other) => other !== index)
      .map((field) => field.name);
    props.form.set("prechatFields", index, (field) => ({ label, name: field.isNameFixed ? field.name : fieldName(label, taken) }));
  };

  return (
    <div>
      <ul ref={list} class="space-y-3">
        <For each={fields()}>
          {(field, index) => (
            <PrechatFieldCard
              field={field}
              index={index()}
              count={fields().length}
              error={(name) =>
                props.form.error(`prechatFields.${index()}.${name}`) ??
                (name === "options" ? props.form.error(`prechatFields.${index()}`) : undefined)
              }
              onRename={(label) => rename(index(), label)}
              onChange={(patch) => props.form.set("prechatFields", index(), patch)}
              onMove={(by) => move(index(), index() + by)}
              onRemove={() => change((draft) => draft.splice(index(), 1))}
            />
          )}
        </For>
      </ul>
      <Button class="mt-3 w-full border-dashed!" disabled={isFull()} onClick={add}>
        <ListPlus class="size-4" aria-hidden="true" />
        Add field
      </Button>
      <Show when={isFull()}>
        <p class="mt-2 text-[0.8125rem] text-text-muted">A form has at most {LIMITS.prechatFieldsMax} fields.</p>
      </Show>
    </div>
  );
}
