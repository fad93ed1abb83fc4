import { LoginInput } from "@chat/api/contract";
import { AuthCard, Button, createForm, FormError, TextField } from "@chat/ui";
import { A, Navigate, useSearchParams } from "@solidjs/router";
import { Show } from "solid-js";
import { AuthAside } from "../components/AuthAside";
import { createTitle } from "../components/create-title";
import { useAdmin } from "../state/admin-context";
import { safePath } from "../state/safe-path";

export function LogIn() {
  createTitle(() => "Log in");
  const { trpc, session } = useAdmin();
  const [search] = useSearchParams<{ from: string }>();
  const form = createForm({
    initial: { email: "", password: "" },
    schema: LoginInput,
    submit: async (input) => session.logIn((await trpc.admin.auth.login.mutate(input)).token),
  });
  return (
    <Show when={!session.isLoggedIn()} fallback={<Navigate href={safePath(search.from)} />}>
      <AuthCard
        title="Log in"
        description="Put live chat on your website: an assistant answers first, your team takes over when it matters."
        aside={<AuthAside />}
        footer={
          <>
            New here?{" "}
            <A href="/register" class="font-medium text-accent-text underline-offset-4 hover:underline">
              Create an account
            </A>
            <span class="mt-2 block">
              Answering chats?{" "}
              <a href="/agent/" class="font-medium text-accent-text underline-offset-4 hover:underline">
                Log in as an agent
              </a>
            </span>
          </>
        }
      >
        <form class="flex flex-col gap-4" onSubmit={form.onSubmit} novalidate>
          <FormError text={form.formError()} />
          <TextField
            label="Email"
            type="email"
            name="email"
            autocomplete="username"
            autofocus
            value={form.values.email}
            onChange={(email) => form.set("email", email)}
            error={form.error("email")}
          />
          <TextField
            label="Password"
            type="password"
            name="password"
            autocomplete="current-password"
            value={form.values.password}
            onChange={(password) => form.set("password", password)}
            error={form.error("password")}
          />
          <Button type="submit" variant="primary" size="lg" class="mt-2" pending={form.isPending()}>
            Log in
          </Button>
        </form>
      </AuthCard>
    </Show>
  );
}
