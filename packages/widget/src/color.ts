type Rgb = [red: number, green: number, blue: number];

const parse = (hex: string): Rgb => hex.match(/\w\w/g)?.map((part) => +`0x${part}`) as Rgb;
const format = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

/**
 * Relative luminance as WCAG 2.2 defines it, without the straight piece of its curve near black:
 * the ratios of white on a color come out smaller by 2 % at most, on the safe side.
 */
const luminance = (hex: string) => {
  const [red, green, blue] = parse(hex).map((part) => ((part / 255 + 0.055) / 1.055) ** 2.4) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Contrast ratio of two colors, 1 to 21. */
export function contrast(one: string, other: string): number {
  const ratio = (luminance(one) + 0.05) / (luminance(other) + 0.05);
  return Math.max(ratio, 1 / ratio);
}

/** White where its contrast reaches the ratio, black elsewhere: one of them always reaches 4.5. */
export const foreground = (background: string, ratio: number): string =>
  1.05 / (luminance(background) + 0.05) >= ratio ? "#ffffff" : "#000000";

/** The nearest mixture of the color with black or white that reaches the ratio against `ground`. */
export function towards(color: string, end: "#000000" | "#ffffff", ground: string, ratio: number): string {
  const [from, to] = [parse(color), parse(end)];
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = format(from.map((part, index) => part + ((to[index] ?? 0) - part) * share) as Rgb);
    if (contrast(mixed, ground) >= ratio) return mixed;
  }
  return end;
}

/**
 * A ground for text in the brand's color. A color on which white nearly reads is darkened a little
 * rather than given black letters; a bright one keeps its shade and takes black.
 */
export function fill(color: string): { ground: string; text: string } {
  const ground = contrast(color, "#ffffff") >= 3 ? towards(color, "#000000", "#ffffff", 4.5) : color;
  return { ground, text: foreground(ground, 4.5) };
}
