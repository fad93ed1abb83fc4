type Attributes = Record<string, string | number | boolean | null | undefined | ((event: never) => void)>;

type Tags = HTMLElementTagNameMap & Pick<SVGElementTagNameMap, "svg" | "path">;

const DRAWING = /svg|path/;

/** Builds an element. A function among the attributes is a listener for the event of that name. */
export function el<K extends keyof Tags>(tag: K, attributes: Attributes = {}, ...children: (Node | string)[]): Tags[K] {
  const node = document.createElementNS(`http://www.w3.org/${DRAWING.test(tag) ? "2000/svg" : "1999/xhtml"}`, tag) as Tags[K];
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value as EventListener);
    else if (value != null && value !== false) node.setAttribute(name, `${value}`);
  }
  node.append(...children);
  return node;
}

/** A line drawing of 24 x 24 in the color of the text around it, hidden from assistive technology. */
export const icon = (path: string) => el("svg", { viewBox: "0 0 24 24", "aria-hidden": true }, el("path", { d: path }));

/** Adds a sheet to a shadow root: the one way of styling that a strict Content-Security-Policy leaves. */
export function addSheet(root: ShadowRoot, css: string) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

type Listening = [target: EventTarget | null, type: string, listener: (event: never) => void];

/** Listens in several places at once; returns how to stop. */
export function listen(...all: Listening[]): () => void {
  const each = (action: "addEventListener" | "removeEventListener") => {
    for (const [target, type, listener] of all) target?.[action](type, listener as EventListener);
  };
  each("addEventListener");
  return () => each("removeEventListener");
}

/** Changes text only when it differs: a live region announces every change. */
export function setText(node: Element, text: string) {
  if (node.textContent !== text) node.textContent = text;
}
