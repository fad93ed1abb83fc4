import { el, icon } from "../borrowed";
import type { SentFile } from "../protocol/frames";

const ARROW = "M12 4v12M6 11l6 6 6-6M5 20h14";

/** As in "240 kB". */
export const sizeText = (bytes: number, lang: string) => {
  const isSmall = bytes < 1e6;
  const unit = { style: "unit", unit: isSmall ? "kilobyte" : "megabyte", maximumFractionDigits: isSmall ? 0 : 1 } as const;
  return new Intl.NumberFormat(lang, unit).format(isSmall ? Math.ceil(bytes / 1e3) : bytes / 1e6);
};

/** An image as it is, in a box that is there before it; anything else to be saved. Ours come from the server that has the files. */
export function fileNode({ name, type, size, url }: SentFile, lang: string) {
  const isImage = url && /^image\//.test(type);
  const href = url && new URL(import.meta.url).origin + url;
  return el(
    href ? "a" : "span",
    { href: href || null, target: "_blank", rel: "noopener", class: isImage ? "image" : "file" },
    ...(isImage
      ? [el("img", { src: href, alt: name, loading: "lazy" })]
      : [icon(ARROW), el("span", {}, name, el("small", { dir: "auto" }, sizeText(size, lang)))]),
  );
}
