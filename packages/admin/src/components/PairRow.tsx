import { ConfirmDialog, Menu, messageOf, RelativeTime, toast } from "@chat/ui";
import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { Ellipsis, Pencil, Trash2 } from "lucide-solid";
import { createSignal } from "solid-js";
import { useAdmin } from "../state/admin-context";
import { KEYS, type KnowledgePair } from "../state/queries";
import { PairDialog } from "./PairDialog";

export function PairRow(props: { pair: KnowledgePair }) {
  const { trpc } = useAdmin();
  const queryClient = useQueryClient();
  const [isEditing, setEditing] = createSignal(false);
  const [isDeleting, setDeleting] = createSignal(false);
  const removal = useMutation(() => ({
    mutationFn: () => trpc.admin.knowledge.delete.mutate({ pairId: props.pair.id }),
    onSuccess: () => {
      setDeleting(false);
      toast.success("Answer deleted");
      return queryClient.invalidateQueries({ queryKey: [KEYS.knowledge] });
    },
    onError: (error: unknown) => toast.error("The answer is still there", messageOf(error)),
  }));
  return (
    <li class="flex items-start gap-4 px-4 py-4 sm:px-5">
      <button
        type="button"
        class="min-w-0 flex-1 rounded text-left"
        onClick={() => setEditing(true)}
        aria-label={`Edit: ${props.pair.question}`}
      >
        <span class="block text-sm font-medium [overflow-wrap:anywhere]">{props.pair.question}</span>
        <span class="mt-0.5 line-clamp-2 text-sm text-text-muted [overflow-wrap:anywhere]">{props.pair.answer}</span>
      </button>
      <span class="hidden shrink-0 pt-0.5 text-[0.8125rem] text-text-muted md:block">
        updated <RelativeTime at={props.pair.updatedAt} />
      </span>
      <Menu
        label={`Actions for ${props.pair.question}`}
        trigger={<Ellipsis class="size-4" aria-hidden="true" />}
        triggerClass="-my-1"
        items={[
          { label: "Edit", icon: <Pencil aria-hidden="true" />, onSelect: () => setEditing(true) },
          { label: "Delete", icon: <Trash2 aria-hidden="true" />, danger: true, isSeparated: true, onSelect: () => setDeleting(true) },
        ]}
      />
      <PairDialog pair={props.pair} open={isEditing()} onOpenChange={setEditing} />
      <ConfirmDialog
        open={isDeleting()}
        onOpenChange={setDeleting}
        title="Delete this answer?"
        confirmLabel="Delete answer"
        danger
        pending={removal.isPending}
        onConfirm={() => removal.mutate()}
      >
        The assistant no longer answers “{props.pair.question}” from it.
      </ConfirmDialog>
    </li>
  );
}
