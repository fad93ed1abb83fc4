import { LoginInput } from "@chat/api/contract";
import { AuthCard, Button, createForm, FormError, TextField } from "@chat/ui";
import { Navigate } from "@solidjs/router";
import { Show } from "solid-js";
import { LoginAside } from "../components/LoginAside";
import { useAccess } from "../state/access";

export function LoginPage() {
  const access = useAccess();
  const form = createForm({
    initial: { email: "", password: "" },
    schema: LoginInput,
    submit: async (input) => access.logIn((await access.connection.trpc.agent.auth.login.mutate(input)).token),
  });
  return (
    <Show when={!access.isLoggedIn()} fallback={<Navigate href="/" />}>
      <AuthCard
        title="Agent log-in"
        description="Answer the visitors who ask for a person."
        area="Desk"
        aside={<LoginAside />}
        footer="Your account is made by the owner of the widgets. Ask there if you have forgotten your password."
      >
        <form class="flex flex-col gap-4" novalidate onSubmit={form.onSubmit}>
          <Show when={access.notice()}>
            {(why) => <p class="rounded-md bg-warning-soft px-3 py-2 text-[0.8125rem] text-warning-text">{why()}</p>}
          </Show>
          <FormError text={form.formError()} />
          <TextField
            label="Email"
            name="email"
            type="email"
            autocomplete="username"
            autofocus
            value={form.values.email}
            onChange={(email) => {
              form.set("email", email);
              form.clearError("email");
            }}
            error={form.error("email")}
          />
          <TextField
            label="Password"
            name="password"
            type="password"
            autocomplete="current-password"
            value={form.values.password}
            onChange={(password) => {
              form.set("password", password);
              form.clearError("password");
            }}
            error={form.error("password")}
          />
          <Button type="submit" variant="primary" size="lg" class="mt-1" pending={form.isPending()}>
            Log in
          </Button>
        </form>
      </AuthCard>
    </Show>
  );
}
