import type { ApiDocument } from "../openapi/document";
import { type Operation, resolveShape, type Shape } from "../openapi/operations";
import { type Html, html } from "./html";

interface Field {
  name: string;
  depth: number;
  isRequired: boolean;
  type: string;
  limits: string[];
}

const INSTANT = "ISO 8601 time";

function typeOf(document: ApiDocument, shape: Shape): string {
  const { name, shape: resolved } = resolveShape(document, shape);
  if (resolved.anyOf) return resolved.anyOf.map((one) => typeOf(document, one)).join(" or ");
  if (resolved.format === "date-time") return INSTANT;
  if (resolved.type === "array") return resolved.items ? `list of ${typeOf(document, resolved.items)}s` : "list";
  if (name !== null) return name;
  return [resolved.type ?? "anything"].flat().join(" or ");
}

function limitsOf({ enum: choices, ...shape }: Shape): string[] {
  const { minLength: min = 0, maxLength: max } = shape;
  return [
    choices && `${choices.length > 1 ? "one of " : ""}${choices.map((choice) => JSON.stringify(choice)).join(", ")}`,
    max !== undefined && (min > 0 ? `${min} to ${max} characters` : `at most ${max} characters`),
    shape.minimum !== undefined && (shape.maximum === undefined ? `${shape.minimum} or more` : `${shape.minimum} to ${shape.maximum}`),
    shape.exclusiveMinimum !== undefined && `more than ${shape.exclusiveMinimum}`,
    shape.maxItems !== undefined && `at most ${shape.maxItems}`,
    shape.pattern && `matches ${shape.pattern}`,
    shape.default !== undefined && `default ${JSON.stringify(shape.default)}`,
  ].filter((limit) => typeof limit === "string");
}

/** The fields of an object, each followed by its own. */
function fieldsOf(document: ApiDocument, shape: Shape, depth = 0): Field[] {
  const { shape: resolved } = resolveShape(document, shape);
  if (resolved.type === "array" && resolved.items) return fieldsOf(document, resolved.items, depth);
  return Object.entries(resolved.properties ?? {}).flatMap(([name, inner]) => [
    {
      name,
      depth,
      isRequired: resolved.required?.includes(name) ?? false,
      type: typeOf(document, inner),
      limits: limitsOf(resolveShape(document, inner).shape),
    },
    ...fieldsOf(document, inner, depth + 1),
  ]);
}

/** A long name may break after its underscores. */
const breakable = (name: string): Html[] => name.split(/(?<=_)/).map((piece) => html`${piece}<wbr>`);

const row = (field: Field, mark: string): Html => html`<tr class="depth-${Math.min(field.depth, 4)}">
<th scope="row"><code>${breakable(field.name)}</code></th>
<td><span class="type">${field.type}</span>${mark && html` <span class="mark">${mark}</span>`}${
  field.limits.length > 0 && html`<span class="limits">${field.limits.join(" · ")}</span>`
}</td>
</tr>`;

const table = (caption: string, rows: Html[]): Html =>
  html`<div class="fields"><table><caption>${caption}</caption><tbody>${rows}</tbody></table></div>`;

/** What to send, with what may be left out said so. */
export const requestFields = (document: ApiDocument, shape: Shape): Html =>
  table(
    "Request body",
    fieldsOf(document, shape).map((field) => row(field, field.isRequired ? "" : "optional")),
  );

export const answerFields = (document: ApiDocument, shape: Shape): Html =>
  table(
    "Fields of the answer",
    fieldsOf(document, shape).map((field) => row(field, field.isRequired ? "" : "may be absent")),
  );

export function parameterFields(document: ApiDocument, parameters: Operation["parameters"]): Html {
  const rows = parameters.map(({ name, required, schema, ...parameter }) => {
    const field = { name, depth: 0, isRequired: required, type: typeOf(document, schema), limits: limitsOf(schema) };
    return row(field, `in the ${parameter.in}${required ? "" : ", optional"}`);
  });
  return table("Parameters", rows);
}
