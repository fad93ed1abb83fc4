import type { WidgetConfig } from "../api";
import type { enForm } from "../i18n/en-form";
import type { VisitorDetails } from "../protocol/frames";

export type Field = WidgetConfig["prechatFields"][number];

const LABEL_CHARS = 64;
/** As the server has it: what is taken here is not refused there. */
const EMAIL = /^(?:[\w'+-]+\.)*[\w'+-]*[\w+-]@(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/i;

export const isNameField = (field: Field) => /^((full|your|first)[_-]?)?name$/i.test(field.name);

/** What is wrong with an answer, in words. Empty when nothing is. */
export function problem(field: Field, value: string, strings: typeof enForm): string {
  if (value === "") return field.required ? strings.required.replace("{label}", () => field.label) : "";
  if (field.type === "email" && !EMAIL.test(value)) return strings.invalidEmail;
  return field.type === "number" && !Number.isFinite(Number(value)) ? strings.invalidNumber : "";
}

/** Name and e-mail are known to the server as such, all else goes by its label, or by its name where two are labelled alike. */
export function toDetails(fields: readonly Field[], values: readonly string[]): VisitorDetails {
  const details: VisitorDetails = {};
  const visitorInfo: NonNullable<VisitorDetails["visitorInfo"]> = {};
  fields.forEach((field, index) => {
    const value = values[index];
    if (!value) return;
    if (field.type === "email" && !details.visitorEmail) details.visitorEmail = value;
    else if (isNameField(field) && !details.visitorName) details.visitorName = value;
    else {
      const label = [...`${field.label}`].slice(0, LABEL_CHARS).join("");
      visitorInfo[label in visitorInfo ? field.name : label] = value;
    }
  });
  return { ...details, visitorInfo };
}
