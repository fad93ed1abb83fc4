import { messageOf, Switch, toast } from "@chat/ui";
import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { useAdmin } from "../state/admin-context";
import { KEYS, type Widget } from "../state/queries";

/** Shows the new state at once, and takes it back when the server refuses. */
export function ActiveSwitch(props: { widget: Widget }) {
  const { trpc } = useAdmin();
  const queryClient = useQueryClient();
  const key = () => [KEYS.widget, { siteKey: props.widget.siteKey }];
  const change = useMutation(() => ({
    mutationFn: (isActive: boolean) => trpc.admin.widgets.update.mutate({ siteKey: props.widget.siteKey, isActive }),
    onSuccess: (widget: Widget) => {
      queryClient.setQueryData(key(), widget);
      toast.success(
        widget.isActive ? "The widget is active" : "The widget is paused",
        widget.isActive ? undefined : "Running chats can be finished.",
      );
      return Promise.all([KEYS.widgets, KEYS.overview].map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
    },
    onError: (error: unknown) => toast.error("The widget was not changed", messageOf(error)),
  }));
  const isActive = () => (change.isPending ? change.variables : props.widget.isActive);
  return (
    <Switch
      class="h-9 items-center! rounded-md border border-border-strong bg-surface-raised px-3 shadow-card"
      label={isActive() ? "Active" : "Paused"}
      checked={isActive()}
      disabled={change.isPending}
      onChange={(next) => change.mutate(next)}
    />
  );
}
