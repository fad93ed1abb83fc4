import { PRECHAT_TYPES } from "@chat/api/contract";
import { Button, Checkbox, Select, TextArea, TextField } from "@chat/ui";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-solid";
import { Show } from "solid-js";
import type { FieldDraft } from "../state/widget-draft";

const TYPE_LABELS: Record<FieldDraft["type"], string> = {
  text: "Short text",
  email: "Email",
  tel: "Phone",
  number: "Number",
  select: "Choice",
  textarea: "Long text",
  checkbox: "Checkbox",
};
const TYPES = PRECHAT_TYPES.map((value) => ({ value, label: TYPE_LABELS[value] }));

export type PrechatFieldCardProps = {
  field: FieldDraft;
  index: number;
  count: number;
  error: (name: "label" | "name" | "options") => string | undefined;
  onRename: (label: string) => void;
  onChange: (patch: Partial<FieldDraft>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

export function PrechatFieldCard(props: PrechatFieldCardProps) {
  const title = () => props.field.label.trim() || `Field ${props.index + 1}`;
  return (
    <li class="rounded-lg border border-border bg-surface p-3.5" aria-label={title()}>
      <div class="grid grid-cols-1 gap-3 sm:grid-cols-[minmax(0,1fr)_9rem]">
        <TextField
          label="Label"
          value={props.field.label}
          onChange={props.onRename}
          placeholder="What visitors read"
          error={props.error("label") ?? props.error("name")}
        />
        <Select label="Type" options={TYPES} value={props.field.type} onChange={(type) => props.onChange({ type })} />
      </div>
      <Show when={props.field.type === "select"}>
        <TextArea
          class="mt-3"
          label="Options"
          rows={3}
          hint="One on each line."
          value={props.field.optionsText}
          onChange={(optionsText) => props.onChange({ optionsText })}
          error={props.error("options")}
        />
      </Show>
      <div class="mt-2.5 flex items-center justify-between gap-2">
        <div class="flex min-w-0 items-center gap-4">
          <Checkbox label="Required" checked={props.field.required} onChange={(required) => props.onChange({ required })} />
          <code class="truncate text-xs text-text-faint" title="The name under which agents and exports see the value">
            {props.field.name}
          </code>
        </div>
        <div class="flex shrink-0">
          <Button
            variant="ghost"
            size="icon-sm"
            disabled={props.index === 0}
            onClick={() => props.onMove(-1)}
            aria-label={`Move ${title()} up`}
          >
            <ArrowUp class="size-4" aria-hidden="true" />
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            disabled={props.index === props.count - 1}
            onClick={() => props.onMove(1)}
            aria-label={`Move ${title()} down`}
          >
            <ArrowDown class="size-4" aria-hidden="true" />
          </Button>
          <Button variant="danger-ghost" size="icon-sm" onClick={() => props.onRemove()} aria-label={`Remove ${title()}`}>
            <Trash2 class="size-4" aria-hidden="true" />
          </Button>
        </div>
      </div>
    </li>
  );
}
