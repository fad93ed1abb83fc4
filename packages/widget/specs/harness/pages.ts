/** The tag as a site pastes it. */
export const TAG = tag();

export function tag({ siteKey = "widget-test", attributes = "async" } = {}): string {
  return `<script ${attributes} src="/widget.js" data-site-key="${siteKey}"></script>`;
}

/** A page of a customer, with the widget's tag at its end unless a body is given. */
export function plainPage({ body = `<h1>Shop</h1>${TAG}`, head = "", doctype = "<!doctype html>" } = {}): string {
  return `${doctype}<html lang="en"><head><meta name="viewport" content="width=device-width"><title>Shop</title>${head}</head><body>${body}</body></html>`;
}

/** All that the widget needs, and nothing more. */
export const STRICT_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self' ws:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
