import { Button, ConfirmDialog, CopyButton, messageOf, Skeleton, toast } from "@chat/ui";
import { useMutation, useQueryClient } from "@tanstack/solid-query";
import { Eye, EyeOff, RefreshCw } from "lucide-solid";
import { createSignal, Show } from "solid-js";
import { useAdmin } from "../state/admin-context";
import { KEYS, known, useIdentitySecret } from "../state/queries";
import { QueryError } from "./QueryError";

/** Hidden until it is asked for: someone may look over the shoulder. */
export function IdentitySecretField(props: { siteKey: string }) {
  const { trpc } = useAdmin();
  const queryClient = useQueryClient();
  const [isShown, setShown] = createSignal(false);
  const [isAsking, setAsking] = createSignal(false);
  const query = useIdentitySecret(() => props.siteKey);
  const rotation = useMutation(() => ({
    mutationFn: () => trpc.admin.widgets.rotateIdentitySecret.mutate({ siteKey: props.siteKey }),
    onSuccess: (fresh: { secret: string }) => {
      queryClient.setQueryData([KEYS.identitySecret, { siteKey: props.siteKey }], fresh);
      setAsking(false);
      toast.success("The secret is replaced", "Put the new one on your server.");
    },
    onError: (error: unknown) => toast.error("The secret is still the old one", messageOf(error)),
  }));
  return (
    <div>
      <h3 class="text-[0.8125rem] font-medium">Identity secret</h3>
      <p class="text-[0.8125rem] leading-5 text-text-muted">
        Keep it on your server, as CHAT_IDENTITY_SECRET in its environment. It must never stand in a page.
      </p>
      <Show
        when={!query.isLoadingError}
        fallback={<QueryError error={query.error} onRetry={() => query.refetch()} isRetrying={query.isFetching} />}
      >
        <Show when={known(query)} fallback={<Skeleton class="mt-2 h-10 w-full" />}>
          {(found) => (
            <>
              <p class="mt-2 [overflow-wrap:anywhere] rounded-md bg-surface-sunken px-3 py-2.5 font-mono text-xs leading-5">
                <Show when={isShown()} fallback={<span aria-hidden="true">{"•".repeat(24)}</span>}>
                  <span class="select-all">{found().secret}</span>
                </Show>
              </p>
              <div class="mt-2 flex flex-wrap gap-2">
                <CopyButton text={found().secret} label="Copy the secret" variant="secondary" />
                <Button size="sm" variant="ghost" aria-pressed={isShown()} onClick={() => setShown(!isShown())}>
                  <Show when={isShown()} fallback={<Eye class="size-3.5" aria-hidden="true" />}>
                    <EyeOff class="size-3.5" aria-hidden="true" />
                  </Show>
                  {isShown() ? "Hide" : "Show"}
                </Button>
                <Button size="sm" variant="ghost" onClick={() => setAsking(true)}>
                  <RefreshCw class="size-3.5" aria-hidden="true" />
                  Replace
                </Button>
              </div>
            </>
          )}
        </Show>
      </Show>
      <ConfirmDialog
        open={isAsking()}
        onOpenChange={setAsking}
        title="Replace the secret?"
        confirmLabel="Replace it"
        danger
        pending={rotation.isPending}
        onConfirm={() => rotation.mutate()}
      >
        <p>Hashes made with the old one prove nothing from then on: until your server has the new one, visitors chat unverified.</p>
      </ConfirmDialog>
    </div>
  );
}
