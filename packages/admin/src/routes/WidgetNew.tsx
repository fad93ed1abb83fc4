import type { RouterInputs } from "@chat/api";
import { CreateWidgetInput } from "@chat/api/contract";
import { createForm, PageHeader, toast } from "@chat/ui";
import { useNavigate } from "@solidjs/router";
import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { BackLink } from "../components/BackLink";
import { createTitle } from "../components/create-title";
import { WidgetBuilder } from "../components/WidgetBuilder";
import { useAdmin } from "../state/admin-context";
import { KEYS } from "../state/queries";
import { configOf, newDraft, requireOptions, type WidgetDraft } from "../state/widget-draft";

export function WidgetNew() {
  createTitle(() => "New widget");
  const { trpc } = useAdmin();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const creation = useMutation(() => ({
    mutationFn: (input: RouterInputs["admin"]["widgets"]["create"]) => trpc.admin.widgets.create.mutate(input),
  }));
  const form = createForm({
    initial: newDraft(),
    schema: { safeParse: (draft: unknown) => CreateWidgetInput.superRefine(requireOptions).safeParse(configOf(draft as WidgetDraft)) },
    submit: async (input) => {
      const widget = await creation.mutateAsync(input);
      queryClient.setQueryData([KEYS.widget, { siteKey: widget.siteKey }], widget);
      void Promise.all([KEYS.widgets, KEYS.overview].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
      toast.success(`${widget.businessName} is ready`, "Copy its line into your site.");
      navigate(`/widgets/${widget.siteKey}`, { replace: true });
    },
  });
  return (
    <>
      <PageHeader title="New widget" back={<BackLink href="/widgets" label="Widgets" />} />
      <WidgetBuilder form={form} submitLabel="Create widget" isNew />
    </>
  );
}
