const MAX_CHARS = 64;

/** A field name from its label: "Order number (optional)" gives "order_number_optional". Accents are dropped; names in `taken` get a number. */
export function fieldName(label: string, taken: readonly string[] = []): string {
  const plain = label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const base = (/^[a-z]/.test(plain) ? plain : `field_${plain}`.replace(/_$/, "")).slice(0, MAX_CHARS);
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number++) {
    const suffix = `_${number}`;
    const name = base.slice(0, MAX_CHARS - suffix.length) + suffix;
    if (!taken.includes(name)) return name;
  }
}
