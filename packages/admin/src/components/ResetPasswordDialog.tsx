import { Button, Dialog, DialogActions, FormError, messageOf } from "@chat/ui";
import { useMutation } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import { useAdmin } from "../state/admin-context";
import type { Agent } from "../state/queries";
import { temporaryPassword } from "../state/temporary-password";
import { TemporaryPassword } from "./TemporaryPassword";

export function ResetPasswordDialog(props: { agent: Agent; open: boolean; onOpenChange: (open: boolean) => void }) {
  const { trpc } = useAdmin();
  const [password, setPassword] = createSignal<string | null>(null);
  const change = useMutation(() => ({
    mutationFn: (next: string) => trpc.admin.agents.update.mutate({ agentId: props.agent.id, password: next }),
    onSuccess: (_agent: unknown, next: string) => setPassword(next),
  }));
  const close = (open: boolean) => {
    if (!open) {
      setPassword(null);
      change.reset();
    }
    props.onOpenChange(open);
  };
  return (
    <Dialog
      open={props.open}
      onOpenChange={close}
      title={password() ? "New password" : `Reset the password of ${props.agent.fullName}?`}
      description={password() ? undefined : "The old password stops working and the agent is logged out everywhere."}
    >
      <Show
        when={password()}
        fallback={
          <>
            <FormError text={change.isError ? messageOf(change.error) : null} />
            <DialogActions>
              <Button onClick={() => close(false)}>Cancel</Button>
              <Button variant="primary" pending={change.isPending} onClick={() => change.mutate(temporaryPassword())}>
                Reset password
              </Button>
            </DialogActions>
          </>
        }
      >
        {(shown) => (
          <>
            <TemporaryPassword email={props.agent.email} password={shown()} />
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
