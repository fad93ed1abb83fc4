import { Button, type Form, FormError } from "@chat/ui";
import { createSignal, type JSX, Show } from "solid-js";
import { previewOf, type WidgetDraft } from "../state/widget-draft";
import { createLeaveGuard } from "./create-leave-guard";
import { Segmented } from "./Segmented";
import { WidgetFields } from "./WidgetFields";
import { WidgetPreview } from "./WidgetPreview";

export type WidgetBuilderProps = {
  form: Form<WidgetDraft>;
  submitLabel: string;
  isNew?: boolean;
  onDiscard?: () => void;
  /** Above the form, as the snippet of a widget that exists. */
  children?: JSX.Element;
};

/** Form beside the live preview; one of the two at a time on phones. */
export function WidgetBuilder(props: WidgetBuilderProps) {
  const [pane, setPane] = createSignal<"form" | "preview">("form");
  const LeaveDialog = createLeaveGuard(() => props.form.isDirty() && !props.form.isPending());
  return (
    <>
      <Segmented
        class="mb-5 xl:hidden"
        label="What to show"
        value={pane()}
        onChange={setPane}
        options={[
          { value: "form", label: "Settings" },
          { value: "preview", label: "Preview" },
        ]}
      />
      <div class="grid items-start gap-8 grid-cols-1 xl:grid-cols-[minmax(0,25.5rem)_minmax(0,1fr)]">
        <div class={pane() === "form" ? "min-w-0" : "hidden min-w-0 xl:block"}>
          {props.children}
          <form onSubmit={props.form.onSubmit} novalidate>
            <WidgetFields form={props.form} autofocus={props.isNew} />
            <div class="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-20 -mx-4 border-t border-border bg-surface/95 px-4 py-3 backdrop-blur lg:bottom-0 lg:mx-0 lg:px-0">
              <div class="mb-2 empty:hidden">
                <Show when={props.form.formError()}>
                  <FormError text={props.form.formError()} />
                </Show>
              </div>
              <div class="flex items-center justify-between gap-3">
                <p class="text-[0.8125rem] text-text-muted" role="status">
                  {props.isNew ? "" : props.form.isDirty() ? "Unsaved changes" : "All changes saved"}
                </p>
                <div class="flex gap-2">
                  <Show when={props.onDiscard && props.form.isDirty()}>
                    <Button variant="ghost" onClick={() => props.onDiscard?.()}>
                      Discard
                    </Button>
                  </Show>
                  <Button type="submit" variant="primary" pending={props.form.isPending()} disabled={!props.isNew && !props.form.isDirty()}>
                    {props.submitLabel}
                  </Button>
                </div>
              </div>
            </div>
          </form>
        </div>
        <div class={pane() === "preview" ? "min-w-0 xl:sticky xl:top-9" : "hidden min-w-0 xl:sticky xl:top-9 xl:block"}>
          <WidgetPreview config={previewOf(props.form.values)} />
        </div>
      </div>
      <LeaveDialog />
    </>
  );
}
