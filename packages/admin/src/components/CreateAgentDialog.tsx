import type { RouterInputs } from "@chat/api";
import { CreateAgentInput } from "@chat/api/contract";
import { Button, createForm, Dialog, DialogActions, FormError, TextField } from "@chat/ui";
import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import { useAdmin } from "../state/admin-context";
import { KEYS } from "../state/queries";
import { temporaryPassword } from "../state/temporary-password";
import { TemporaryPassword } from "./TemporaryPassword";

export type CreateAgentDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function CreateAgentDialog(props: CreateAgentDialogProps) {
  const [created, setCreated] = createSignal<{ name: string; email: string; password: string } | null>(null);
  const close = (open: boolean) => {
    if (!open) setCreated(null);
    props.onOpenChange(open);
  };
  return (
    <Dialog
      open={props.open}
      onOpenChange={close}
      title={created() ? `${created()?.name} can log in` : "Create agent"}
      description={created() ? undefined : "Agents answer the chats of all your widgets."}
    >
      <Show when={created()} fallback={<CreateAgentForm onCreated={setCreated} onCancel={() => close(false)} />}>
        {(agent) => (
          <>
            <TemporaryPassword email={agent().email} password={agent().password} />
            <DialogActions>
              <Button variant="primary" onClick={() => close(false)}>
                Done
              </Button>
            </DialogActions>
          </>
        )}
      </Show>
    </Dialog>
  );
}

function CreateAgentForm(props: { onCreated: (agent: { name: string; email: string; password: string }) => void; onCancel: () => void }) {
  const { trpc } = useAdmin();
  const queryClient = useQueryClient();
  const creation = useMutation(() => ({
    mutationFn: (input: RouterInputs["admin"]["agents"]["create"]) => trpc.admin.agents.create.mutate(input),
  }));
  const form = createForm({
    initial: { fullName: "", username: "", email: "", password: temporaryPassword() },
    schema: CreateAgentInput,
    submit: async (input) => {
      const agent = await creation.mutateAsync(input);
      void queryClient.invalidateQueries({ queryKey: [KEYS.agents] });
      props.onCreated({ name: agent.fullName, email: agent.email, password: input.password });
    },
  });
  return (
    <form class="flex flex-col gap-4" onSubmit={form.onSubmit} novalidate>
      <FormError text={form.formError()} />
      <TextField
        label="Full name"
        hint="Visitors read it in the chat."
        autofocus
        autocomplete="off"
        value={form.values.fullName}
        onChange={(fullName) => form.set("fullName", fullName)}
        error={form.error("fullName")}
      />
      <TextField
        label="Email"
        type="email"
        autocomplete="off"
        value={form.values.email}
        onChange={(email) => form.set("email", email)}
        error={form.error("email")}
      />
      <TextField
        label="Username"
        autocomplete="off"
        value={form.values.username}
        onChange={(username) => form.set("username", username)}
        error={form.error("username")}
      />
      <TextField
        label="Temporary password"
        autocomplete="off"
        inputClass="font-mono"
        value={form.values.password}
        onChange={(password) => form.set("password", password)}
        error={form.error("password")}
      />
      <DialogActions>
        <Button onClick={() => props.onCancel()}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.isPending()}>
          Create agent
        </Button>
      </DialogActions>
    </form>
  );
}
