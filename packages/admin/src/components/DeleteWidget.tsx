import { Button, ConfirmDialog, messageOf, toast } from "@chat/ui";
import { useNavigate } from "@solidjs/router";
import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { Trash2 } from "lucide-solid";
import { createSignal } from "solid-js";
import { useAdmin } from "../state/admin-context";
import { KEYS, type Widget } from "../state/queries";
import { chatCount } from "../state/words";

export function DeleteWidget(props: { widget: Widget; onDeleted: () => void }) {
  const { trpc } = useAdmin();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = createSignal(false);
  const removal = useMutation(() => ({
    mutationFn: () => trpc.admin.widgets.delete.mutate({ siteKey: props.widget.siteKey }),
    onSuccess: async ({ deletedSessions }: { deletedSessions: number }) => {
      props.onDeleted();
      setOpen(false);
      toast.success(
        `${props.widget.businessName} is deleted`,
        deletedSessions > 0 ? `${chatCount(deletedSessions)} went with it.` : undefined,
      );
      navigate("/widgets", { replace: true });
      queryClient.removeQueries({ queryKey: [KEYS.widget] });
      await Promise.all([KEYS.widgets, KEYS.overview].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
    },
    onError: (error: unknown) => toast.error("The widget is still there", messageOf(error)),
  }));
  return (
    <>
      <Button variant="danger-ghost" onClick={() => setOpen(true)}>
        <Trash2 class="size-4" aria-hidden="true" />
        Delete
      </Button>
      <ConfirmDialog
        open={isOpen()}
        onOpenChange={setOpen}
        title={`Delete ${props.widget.businessName}?`}
        confirmLabel="Delete widget and chats"
        danger
        pending={removal.isPending}
        onConfirm={() => removal.mutate()}
      >
        <p>All its chats, messages and ratings are deleted with it, running ones too. Pages that carry its line show no chat any more.</p>
        <p class="mt-2">This cannot be undone. To stop new chats for a while, pause it instead.</p>
      </ConfirmDialog>
    </>
  );
}
