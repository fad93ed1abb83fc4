import type { WidgetConfig } from "../api";
import type { VisitorDetails } from "../protocol/frames";
import { toDetails } from "./check";
import type { FormHost } from "./main";
import { createForm, createRow } from "./row";

/** The form that comes before the chat: the admin's questions, and what the visitor has to agree to. */
export function createPrechat(
  lent: FormHost,
  { prechatFields, welcomeMessage, consentText = "" }: Pick<WidgetConfig, "prechatFields" | "welcomeMessage" | "consentText">,
  begin: (details: VisitorDetails) => void,
) {
  const rows = prechatFields.map((field, index) => createRow(lent, field, `field-${index}`));
  return createForm(
    lent,
    { intro: [welcomeMessage, consentText], rows, button: consentText ? lent.strings.agree : lent.strings.start },
    () =>
      begin(
        toDetails(
          prechatFields,
          rows.map((row) => row.answer()),
        ),
      ),
  );
}
