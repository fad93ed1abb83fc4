import { addSheet, el } from "../borrowed";
import type { Field } from "./check";
import { isNameField, problem } from "./check";
import { formCss } from "./form.css";
import type { FormHost } from "./main";

const VALUE_CHARS = 255;

/** Hints for the browser, which then offers what it knows of its owner. */
const autocomplete = (field: Field) => (field.type === "email" || field.type === "tel" ? field.type : isNameField(field) ? "name" : "on");

function createInput({ strings }: FormHost, field: Field, id: string, maxlength: number) {
  const { type, name, options = [], required } = field;
  const shared = {
    id,
    name,
    "aria-required": `${required}`,
    "aria-describedby": `${id}-error`,
    autocomplete: autocomplete(field),
    maxlength,
  };
  if (type === "textarea") return el("textarea", { ...shared, rows: 3 });
  if (type === "select" && options.length)
    return el("select", shared, el("option", { value: "" }, strings.choose), ...options.map((option) => el("option", {}, option)));
  // A number field of the browser's own reports wrong input as empty, and its wheel changes values.
  return el("input", type === "number" ? { ...shared, type: "text", inputmode: "decimal" } : { ...shared, type });
}

/** A question with its label, and what is wrong with the answer under it. */
export function createRow(lent: FormHost, field: Field, id: string, value = "", maxlength = VALUE_CHARS) {
  const { strings } = lent;
  const input = createInput(lent, field, id, maxlength);
  const error = el("p", { class: "error", id: `${id}-error`, dir: "auto" });
  input.value = value || input.value;
  const answer = () => (input instanceof HTMLInputElement && input.type === "checkbox" ? (input.checked ? "yes" : "") : input.value.trim());
  const check = () => {
    const text = problem(field, answer(), strings);
    error.textContent = text;
    input.setAttribute("aria-invalid", `${text !== ""}`);
    return text === "";
  };
  input.addEventListener("input", () => error.textContent && check());
  const label = el("label", { for: id }, el("bdi", {}, field.label), ...(field.required ? [] : [el("small", {}, strings.optional)]));
  return { input, check, answer, root: el("div", { class: `row ${field.type}` }, label, input, error) };
}
export type Row = ReturnType<typeof createRow>;

/** Roots that have the sheet. */
const styled = new WeakSet<ShadowRoot>();

/** Rows under an introduction. Checked when they are sent, each again as it is mended. */
export function createForm(
  { root }: FormHost,
  { intro, rows, button }: { intro: string[]; rows: Row[]; button: string },
  send: () => void,
) {
  if (!styled.has(root)) addSheet(root, formCss);
  styled.add(root);
  const submit = (event: Event) => {
    event.preventDefault();
    const wrong = rows.filter((row) => !row.check());
    if (wrong[0]) wrong[0].input.focus();
    else send();
  };
  const start = el("button", { class: "start" }, button);
  const form = el(
    "form",
    { class: "prechat", novalidate: true, submit },
    ...intro.filter((text) => `${text}`.trim()).map((text) => el("p", { class: "intro", dir: "auto" }, text)),
    ...rows.map((row) => row.root),
    start,
  );
  return { root: form, focus: () => (rows[0]?.input ?? start).focus({ preventScroll: true }) };
}
