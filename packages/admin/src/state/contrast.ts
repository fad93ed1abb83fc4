const channel = (hex: string, start: number) => {
  const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance of WCAG 2.2. */
const luminance = (hex: string) => 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);

/** Contrast ratio of two `#rrggbb` colors, 1 to 21. */
export function contrast(one: string, other: string): number {
  const a = luminance(one);
  const b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** What WCAG 2.2 asks of text of normal size. */
export const TEXT_RATIO = 4.5;
/** From here on the widget darkens a color for white text; below, it puts black text on it. */
const NEARLY_WHITE_RATIO = 3;

export type ContrastNote = { isGood: boolean; text: string };

/** How text reads on a color, and what the widget does where white does not. Null for what is no color. */
export function contrastNote(color: string): ContrastNote | null {
  if (!/^#[0-9a-fA-F]{6}$/.test(color)) return null;
  const ratio = contrast(color, "#ffffff");
  const shown = `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1`;
  if (ratio >= TEXT_RATIO) return { isGood: true, text: `White text reads well (${shown}).` };
  if (ratio >= NEARLY_WHITE_RATIO)
    return { isGood: false, text: `White text reaches ${shown}, below ${TEXT_RATIO}:1. The chat uses a slightly darker shade.` };
  return { isGood: false, text: `Too bright for white text (${shown}, ${TEXT_RATIO}:1 is needed). The chat uses black text.` };
}
