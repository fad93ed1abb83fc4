import { type Lent, loadForms, type ShowForm } from "./chunks";
import type { Form, View } from "./view";

/** Forms that stand in the chat's place for a while. */
export function createFormPlace(lent: Lent, view: View, draw: () => void) {
  let form: Form | undefined;
  const clear = () => {
    form = undefined;
  };
  /** Where forms cannot be had the chat goes on without them. */
  const show: ShowForm = async (make) => {
    try {
      form = make((await loadForms()).createForms(lent), () => {
        clear();
        draw();
        view.focus();
      });
    } catch {}
    draw();
  };
  return { show, clear, isFree: () => !form, render: () => view.show(form) };
}
