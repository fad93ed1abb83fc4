import type { RouterInputs } from "@chat/api";
import { UpdateWidgetInput } from "@chat/api/contract";
import { Badge, createForm, PageHeader, toast } from "@chat/ui";
import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { useAdmin } from "../state/admin-context";
import { KEYS, type Widget } from "../state/queries";
import { configOf, draftOf, requireOptions, type WidgetDraft } from "../state/widget-draft";
import { ActiveSwitch } from "./ActiveSwitch";
import { BackLink } from "./BackLink";
import { createTitle } from "./create-title";
import { DeleteWidget } from "./DeleteWidget";
import { EmbedSnippet } from "./EmbedSnippet";
import { IdentityCard } from "./IdentityCard";
import { WidgetBuilder } from "./WidgetBuilder";

export function WidgetEditor(props: { widget: Widget }) {
  createTitle(() => props.widget.businessName);
  const { trpc } = useAdmin();
  const queryClient = useQueryClient();
  const siteKey = props.widget.siteKey;
  const change = useMutation(() => ({
    mutationFn: (input: RouterInputs["admin"]["widgets"]["update"]) => trpc.admin.widgets.update.mutate(input),
  }));
  const form = createForm({
    initial: draftOf(props.widget),
    schema: {
      safeParse: (draft: unknown) =>
        UpdateWidgetInput.superRefine(requireOptions).safeParse({ siteKey, ...configOf(draft as WidgetDraft) }),
    },
    submit: async (input) => {
      const sent = JSON.stringify(form.values);
      const widget = await change.mutateAsync(input);
      queryClient.setQueryData([KEYS.widget, { siteKey }], widget);
      if (JSON.stringify(form.values) === sent) form.reset(draftOf(widget));
      void queryClient.invalidateQueries({ queryKey: [KEYS.widgets] });
      toast.success("Saved", "Pages that are open show it on their next load.");
    },
  });
  const discard = () => form.reset(draftOf(props.widget));
  return (
    <>
      <PageHeader
        title={props.widget.businessName}
        back={<BackLink href="/widgets" label="Widgets" />}
        badge={<Badge>{props.widget.siteKey}</Badge>}
        actions={
          <>
            <DeleteWidget widget={props.widget} onDeleted={discard} />
            <ActiveSwitch widget={props.widget} />
          </>
        }
      />
      <WidgetBuilder form={form} submitLabel="Save changes" onDiscard={discard}>
        <EmbedSnippet siteKey={siteKey} isActive={props.widget.isActive} />
        <IdentityCard siteKey={siteKey} />
      </WidgetBuilder>
    </>
  );
}
