import { CopyButton } from "@chat/ui";

/** A password that is shown once, with what to do with it. */
export function TemporaryPassword(props: { email: string; password: string }) {
  const address = () => `${location.origin}/agent/`;
  const message = () => `Log in at ${address()}\nEmail: ${props.email}\nPassword: ${props.password}`;
  return (
    <div>
      <dl class="divide-y divide-border rounded-lg border border-border bg-surface text-sm">
        <div class="flex items-center justify-between gap-4 px-4 py-2.5">
          <dt class="text-text-muted">Log-in page</dt>
          <dd class="min-w-0 truncate">{address()}</dd>
        </div>
        <div class="flex items-center justify-between gap-4 px-4 py-2.5">
          <dt class="text-text-muted">Email</dt>
          <dd class="min-w-0 truncate">{props.email}</dd>
        </div>
        <div class="flex items-center justify-between gap-4 px-4 py-2">
          <dt class="text-text-muted">Password</dt>
          <dd class="flex items-center gap-2">
            <code class="select-all font-mono text-[0.8125rem]">{props.password}</code>
            <CopyButton text={props.password} variant="ghost" />
          </dd>
        </div>
      </dl>
      <p class="mt-3 text-[0.8125rem] text-text-muted">It is shown only now. Pass it on by a way you trust.</p>
      <CopyButton text={message()} label="Copy everything" class="mt-4 w-full" size="md" variant="secondary" />
    </div>
  );
}
