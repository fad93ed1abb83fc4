import { LIMITS, RegisterInput } from "@chat/api/contract";
import { AuthCard, Button, createForm, FormError, TextField } from "@chat/ui";
import { A, Navigate } from "@solidjs/router";
import { Show } from "solid-js";
import { AuthAside } from "../components/AuthAside";
import { createTitle } from "../components/create-title";
import { useAdmin } from "../state/admin-context";

export function Register() {
  createTitle(() => "Create an account");
  const { trpc, session } = useAdmin();
  const form = createForm({
    initial: { username: "", email: "", password: "" },
    schema: RegisterInput,
    submit: async (input) => session.logIn((await trpc.admin.auth.register.mutate(input)).token),
  });
  return (
    <Show when={!session.isLoggedIn()} fallback={<Navigate href="/" />}>
      <AuthCard
        title="Create your account"
        description="Your first chat widget is five minutes away."
        aside={<AuthAside />}
        footer={
          <>
            Already have an account?{" "}
            <A href="/login" class="font-medium text-accent-text underline-offset-4 hover:underline">
              Log in
            </A>
          </>
        }
      >
        <form class="flex flex-col gap-4" onSubmit={form.onSubmit} novalidate>
          <FormError text={form.formError()} />
          <TextField
            label="Username"
            name="username"
            autocomplete="nickname"
            autofocus
            value={form.values.username}
            onChange={(username) => form.set("username", username)}
            error={form.error("username")}
          />
          <TextField
            label="Email"
            type="email"
            name="email"
            autocomplete="username"
            value={form.values.email}
            onChange={(email) => form.set("email", email)}
            error={form.error("email")}
          />
          <TextField
            label="Password"
            type="password"
            name="password"
            autocomplete="new-password"
            hint={`At least ${LIMITS.passwordMinChars} characters.`}
            value={form.values.password}
            onChange={(password) => form.set("password", password)}
            error={form.error("password")}
          />
          <Button type="submit" variant="primary" size="lg" class="mt-2" pending={form.isPending()}>
            Create account
          </Button>
        </form>
      </AuthCard>
    </Show>
  );
}
