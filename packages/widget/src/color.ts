export type Rgb = number[];

/** Of a color as in `#0f766e`, 0 to 255 each. */
export const rgb = (hex: string): Rgb => hex.match(/\w\w/g)?.map((part) => +`0x${part}`) ?? [];

/** What red, green and blue add to it. */
const WEIGHTS = [0.2126, 0.7152, 0.0722];

/** Relative luminance as WCAG 2.2 defines it, without the straight piece of its curve near black. */
const luminance = (color: Rgb) =>
  color.reduce((sum, part, index) => sum + (WEIGHTS[index] as number) * ((part / 255 + 0.055) / 1.055) ** 2.4, 0.05);

/** Contrast ratio of two colors, 1 to 21: those of white on a color come out smaller by 2 % at most, on the safe side. */
export function contrast(one: Rgb, other: Rgb): number {
  const ratio = luminance(one) / luminance(other);
  return Math.max(ratio, 1 / ratio);
}

const WHITE = [255, 255, 255];

/** The nearest mixture of the color with black, 0, or white, 255, that reaches the ratio against `ground`. */
export function towards(color: Rgb, end: number, ground: Rgb, ratio: number): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = color.map((part) => Math.round(part + (end - part) * share));
    if (contrast(mixed, ground) >= ratio) return mixed;
  }
  return [end, end, end];
}

/**
 * A ground for text in the brand's color, and whether black or white is read on it. A color on which white nearly reads is darkened a
 * little rather than given black letters; a bright one keeps its shade and takes black.
 */
export const fill = (color: Rgb): [ground: Rgb, text: string] =>
  contrast(color, WHITE) >= 3 ? [towards(color, 0, WHITE, 4.5), "#fff"] : [color, "#000"];
