import type { PanelHost } from "../api";
import { addSheet, el } from "../dom";
import type { Prechat } from "../form/prechat";
import type { VisitorDetails } from "../protocol/frames";

declare const FORM_FILE: string;

/**
 * The form before the chat, for widgets that have one: a file of its own, beside this one.
 * Null when it cannot be had: then the chat begins without it.
 */
export async function loadPrechat({ root, config }: PanelHost, begin: (details: VisitorDetails) => void): Promise<Prechat | null> {
  try {
    const { createPrechat }: typeof import("../form/prechat") = await import(new URL(FORM_FILE, import.meta.url).href);
    return createPrechat({ el, addSheet }, root, config, begin);
  } catch {
    return null;
  }
}
