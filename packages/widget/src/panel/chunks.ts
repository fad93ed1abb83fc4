import type { Lendable } from "../borrowed";
import type { Forms } from "../form/main";
import type { Form } from "./view";

/** What the panel gives to the files that are loaded when they are needed. */
export interface Lent {
  dom: Lendable;
  root: ShadowRoot;
  /** Their English texts in the language that is shown. @param part 0 of the panel, 1 of forms, 2 of the extras */
  translate<T extends Record<string, string>>(english: T, part: 0 | 1 | 2): T;
}

/** Files of the same build, whose names end alike. */
export const beside = (name: string, kind = "js") => import.meta.url.replace(/panel(-\w+.)js$/, `${name}$1${kind}`);

export const loadForms = (): Promise<typeof import("../form/main")> => import(beside("forms"));
export const loadExtras = (): Promise<typeof import("../extras/main")> => import(beside("extras"));

/** @param make the form, which says when it is done */
export type ShowForm = (make: (forms: Forms, end: () => void) => Form) => Promise<void>;
