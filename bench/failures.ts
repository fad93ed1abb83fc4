import { format, isForbidden, isMeasured, isMet } from "./figure";
import type { Section } from "./table";

/** Why a bench has failed: what must not be and was, and what was to be measured and was not. A target that is missed is no failure: machines differ. */
export function failuresOf({ name, failure, figures }: Section): string[] {
  const found = figures.filter((one) => isForbidden(one) && isMeasured(one) && !isMet(one));
  const missing = figures.filter((one) => one.target !== null && !isMeasured(one));
  return [
    ...(failure === null ? [] : [`${name}: not measured: ${failure}`]),
    ...found.map(({ what, value, unit }) => `${name}: ${what}: ${format(value, unit)}`),
    ...missing.map(({ what }) => `${name}: not measured: ${what}`),
  ];
}
