import { type Lent, loadForms, type ShowForm } from "./chunks";
import type { Form, View } from "./view";

/** Forms that stand in the chat's place for a while. */
export function createFormPlace(lent: Lent, view: View, draw: () => void) {
  let form: Form | undefined;
  const clear = () => {
    form = undefined;
  };
  const show: ShowForm = async (make) => {
    form = make((await loadForms()).createForms(lent), () => {
      clear();
      draw();
      view.focus();
    });
    draw();
  };
  return { show, clear, isFree: () => !form, render: (isDue: boolean) => view.show(form, isDue) };
}
