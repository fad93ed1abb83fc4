import { addSheet, el } from "../dom";
import { hostCss } from "./host.css";

/** A page that removes our element in answer to its return would otherwise keep both busy for ever. */
const REATTACH_MAX = 200;

/** The one element of the page: on <html>, where a page that replaces its <body> leaves it alone. */
export function createHost() {
  const host = el("chat-widget" as "div");
  const root = host.attachShadow({ mode: "open" });
  addSheet(root, hostCss);

  let returns = 0;
  const attach = () => {
    const page = document.documentElement;
    if (!page || host.parentNode === page || returns++ > REATTACH_MAX) return;
    page.append(host);
    for (const node of [document, page]) observer.observe(node, { childList: true });
  };
  const observer = new MutationObserver(attach);
  // No shortcut of the page fires while somebody types here.
  for (const type of ["keyup", "keydown", "keypress"]) host.addEventListener(type, (event) => event.stopPropagation());
  attach();

  return {
    root,
    remove() {
      observer.disconnect();
      host.remove();
    },
  };
}
