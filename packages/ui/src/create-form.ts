import { createSignal } from "solid-js";
import { createStore, reconcile, type SetStoreFunction } from "solid-js/store";
import { fieldsOf, isTokenRefused, messageOf } from "./errors";

type Issue = { path: PropertyKey[]; message: string };
/** What is wrong with a value, and that value as JSON. */
type Problem = { message: string; refused: string | undefined };
type Schema<Output> = { safeParse: (value: unknown) => { success: true; data: Output } | { success: false; error: { issues: Issue[] } } };

export type FormOptions<Values extends object, Output> = {
  initial: Values;
  schema: Schema<Output>;
  submit: (input: Output) => Promise<unknown>;
};

export type Form<Values extends object> = {
  values: Values;
  set: SetStoreFunction<Values>;
  /** The problem of a field by its path, as `email` or `prechatFields.2.label`. It goes once the value is another. */
  error: (path: string) => string | undefined;
  /** A problem that belongs to no field. */
  formError: () => string | null;
  /** Forgets the problems of a field and of everything below it. */
  clearError: (path: string) => void;
  isPending: () => boolean;
  isDirty: () => boolean;
  /** New values that count as unchanged. */
  reset: (values: Values) => void;
  onSubmit: (event: Event) => void;
};

/** Values, problems in place (from the shared schema at once, from the server after), and a submit that runs once at a time. */
export function createForm<Values extends object, Output>(options: FormOptions<Values, Output>): Form<Values> {
  const [values, set] = createStore<Values>(structuredClone(options.initial));
  const [saved, setSaved] = createSignal(JSON.stringify(options.initial));
  const [errors, setErrors] = createSignal<Record<string, Problem>>({});
  const [formError, setFormError] = createSignal<string | null>(null);
  const [isPending, setPending] = createSignal(false);
  let resets = 0;

  const refuse = (problems: Record<string, string>, event: Event) => {
    const withValues = Object.entries(problems).map(([path, message]) => [path, { message, refused: valueAt(values, path) }]);
    setErrors(Object.fromEntries(withValues));
    const form = event.currentTarget ?? event.target;
    // Kobalte marks the controls on the next render; the first marked one is where to go on.
    if (form instanceof HTMLFormElement) requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid='true']")?.focus());
  };

  const run = async (event: Event) => {
    if (isPending()) return;
    setFormError(null);
    const parsed = options.schema.safeParse(JSON.parse(JSON.stringify(values)));
    if (!parsed.success) return refuse(problemsOf(parsed.error.issues), event);
    setErrors({});
    setPending(true);
    const sent = JSON.stringify(values);
    const resetsBefore = resets;
    try {
      await options.submit(parsed.data);
      // What was typed meanwhile was not sent.
      if (resets === resetsBefore) setSaved(sent);
    } catch (error) {
      if (isTokenRefused(error)) return;
      const fields = fieldsOf(error);
      if (Object.keys(fields).length > 0) refuse(fields, event);
      else setFormError(messageOf(error));
    } finally {
      setPending(false);
    }
  };

  return {
    values,
    set,
    error: (path) => {
      const problem = errors()[path];
      return problem && problem.refused === valueAt(values, path) ? problem.message : undefined;
    },
    formError,
    clearError: (path) =>
      setErrors((all) => Object.fromEntries(Object.entries(all).filter(([key]) => key !== path && !key.startsWith(`${path}.`)))),
    isPending,
    isDirty: () => JSON.stringify(values) !== saved(),
    reset: (next) => {
      resets++;
      set(reconcile(structuredClone(next)));
      setSaved(JSON.stringify(next));
      setErrors({});
      setFormError(null);
    },
    onSubmit: (event) => {
      event.preventDefault();
      void run(event);
    },
  };
}

function problemsOf(issues: Issue[]): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const issue of issues) problems[issue.path.map(String).join(".")] ??= issue.message;
  return problems;
}

function valueAt(values: object, path: string): string | undefined {
  const value = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], values);
  return JSON.stringify(value);
}
