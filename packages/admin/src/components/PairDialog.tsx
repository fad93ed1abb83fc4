import { CreatePairInput, LIMITS } from "@chat/api/contract";
import { Button, createForm, Dialog, DialogActions, FormError, TextArea, TextField, toast } from "@chat/ui";
import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { useAdmin } from "../state/admin-context";
import { KEYS, type KnowledgePair } from "../state/queries";

export type PairDialogProps = { /** Absent: a new pair. */ pair?: KnowledgePair; open: boolean; onOpenChange: (open: boolean) => void };

export function PairDialog(props: PairDialogProps) {
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={props.pair ? "Edit answer" : "Add answer"}
      description="Write the question as visitors would ask it."
    >
      <PairForm pair={props.pair} onDone={() => props.onOpenChange(false)} />
    </Dialog>
  );
}

function PairForm(props: { pair?: KnowledgePair; onDone: () => void }) {
  const { trpc } = useAdmin();
  const queryClient = useQueryClient();
  const save = useMutation(() => ({
    mutationFn: (input: { question: string; answer: string }) =>
      props.pair ? trpc.admin.knowledge.update.mutate({ ...input, pairId: props.pair.id }) : trpc.admin.knowledge.create.mutate(input),
  }));
  const form = createForm({
    initial: { question: props.pair?.question ?? "", answer: props.pair?.answer ?? "" },
    schema: CreatePairInput,
    submit: async (input) => {
      await save.mutateAsync(input);
      void queryClient.invalidateQueries({ queryKey: [KEYS.knowledge] });
      toast.success(props.pair ? "Answer saved" : "Answer added", "The assistant uses it from now on.");
      props.onDone();
    },
  });
  return (
    <form class="flex flex-col gap-4" onSubmit={form.onSubmit} novalidate>
      <FormError text={form.formError()} />
      <TextField
        label="Question"
        placeholder="How long does delivery take?"
        autofocus
        autocomplete="off"
        value={form.values.question}
        onChange={(question) => form.set("question", question)}
        error={form.error("question")}
      />
      <TextArea
        label="Answer"
        rows={5}
        placeholder="Three to five working days…"
        hint={
          form.values.answer.length > LIMITS.answerMaxChars * 0.9
            ? `${form.values.answer.length} of ${LIMITS.answerMaxChars} characters`
            : undefined
        }
        value={form.values.answer}
        onChange={(answer) => form.set("answer", answer)}
        error={form.error("answer")}
      />
      <DialogActions>
        <Button onClick={() => props.onDone()}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.isPending()}>
          {props.pair ? "Save answer" : "Add answer"}
        </Button>
      </DialogActions>
    </form>
  );
}
