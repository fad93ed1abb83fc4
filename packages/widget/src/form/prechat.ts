import type { WidgetConfig } from "../api";
import type * as Dom from "../dom";
import { enForm } from "../i18n/en-form";
import type { VisitorDetails } from "../protocol/frames";
import type { Field } from "./check";
import { isNameField, problem, toDetails } from "./check";
import { formCss } from "./form.css";

/** The part of `dom.ts` that is lent to this file, which is loaded only by widgets that have a form. */
export type Lent = Pick<typeof Dom, "el" | "addSheet">;

const VALUE_CHARS = 255;

/** Hints for the browser, which then offers what it knows of its owner. */
const autocomplete = (field: Field) => (field.type === "email" || field.type === "tel" ? field.type : isNameField(field) ? "name" : "on");

function createInput({ el }: Lent, field: Field, id: string) {
  const { type, name, options = [], required } = field;
  const shared = {
    id,
    name,
    "aria-required": `${required}`,
    "aria-describedby": `${id}-error`,
    autocomplete: autocomplete(field),
    maxlength: VALUE_CHARS,
  };
  if (type === "textarea") return el("textarea", { ...shared, rows: 3 });
  if (type === "select" && options.length)
    return el("select", shared, el("option", { value: "" }, enForm.choose), ...options.map((option) => el("option", {}, option)));
  // A number field of the browser's own reports wrong input as empty, and its wheel changes values.
  return el("input", type === "number" ? { ...shared, type: "text", inputmode: "decimal" } : { ...shared, type });
}

function createRow(dom: Lent, field: Field, index: number) {
  const { el } = dom;
  const id = `field-${index}`;
  const input = createInput(dom, field, id);
  const error = el("p", { class: "error", id: `${id}-error`, dir: "auto" });
  const value = () => (input instanceof HTMLInputElement && input.type === "checkbox" ? (input.checked ? "yes" : "") : input.value.trim());
  const check = () => {
    const text = problem(field, value());
    error.textContent = text;
    input.setAttribute("aria-invalid", `${text !== ""}`);
    return text === "";
  };
  input.addEventListener("input", () => error.textContent && check());
  const label = el("label", { for: id, dir: "auto" }, field.label, ...(field.required ? [] : [el("small", {}, enForm.optional)]));
  return { input, check, value, root: el("div", { class: `row ${field.type}` }, label, input, error) };
}

/** The form that comes before the chat. Checked when it is sent, each field again as it is mended. */
export function createPrechat(
  dom: Lent,
  root: ShadowRoot,
  { prechatFields, welcomeMessage }: Pick<WidgetConfig, "prechatFields" | "welcomeMessage">,
  begin: (details: VisitorDetails) => void,
) {
  const { el } = dom;
  dom.addSheet(root, formCss);
  const rows = prechatFields.map((field, index) => createRow(dom, field, index));
  const submit = (event: Event) => {
    event.preventDefault();
    const wrong = rows.filter((row) => !row.check());
    if (wrong[0]) wrong[0].input.focus();
    else
      begin(
        toDetails(
          prechatFields,
          rows.map((row) => row.value()),
        ),
      );
  };
  const intro = welcomeMessage.trim() ? [el("p", { class: "intro", dir: "auto" }, welcomeMessage)] : [];
  const form = el(
    "form",
    { class: "prechat", novalidate: true, submit },
    ...intro,
    ...rows.map((row) => row.root),
    el("button", { class: "start" }, enForm.start),
  );
  return { root: form, focus: () => rows[0]?.input.focus({ preventScroll: true }) };
}
export type Prechat = ReturnType<typeof createPrechat>;
