import { expect, test } from "bun:test";
import { contrast, fill, type Rgb, rgb, towards } from "./color";
import { iconColor } from "./loader/launcher";

const COLORS = ["00", "33", "66", "7b", "99", "cc", "ff"].flatMap((red, _, parts) =>
  parts.flatMap((green) => parts.map((blue) => `#${red}${green}${blue}`)),
);

/** Luminance with the whole curve of WCAG 2.2, to check ours against. */
const exact = (hex: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
};
const ratio = (one: string, other: string) => Math.max(exact(one) / exact(other), exact(other) / exact(one));
const hex = (color: Rgb) => `#${color.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
const long = (hex: string) => (hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join("")}` : hex);

test("contrast is WCAG's to within two percent", () => {
  for (const color of COLORS) expect(Math.abs(contrast(rgb(color), [255, 255, 255]) / ratio(color, "#ffffff") - 1)).toBeLessThan(0.02);
});

test("text reaches 4.5:1 on every brand color, and icons 3:1", () => {
  for (const color of COLORS) {
    const [ground, text] = fill(rgb(color));
    expect(ratio(hex(ground), long(text))).toBeGreaterThanOrEqual(4.5);
    expect(ratio(color, long(iconColor(color)))).toBeGreaterThanOrEqual(3);
  }
});

test("a brand color used as text is moved until it can be read", () => {
  for (const color of COLORS) {
    expect(ratio(hex(towards(rgb(color), 0, rgb("#ffffff"), 4.6)), "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(ratio(hex(towards(rgb(color), 255, rgb("#1b1f25"), 4.6)), "#1b1f25")).toBeGreaterThanOrEqual(4.5);
  }
  expect(hex(towards(rgb("#123456"), 0, rgb("#ffffff"), 4.5))).toBe("#123456");
});
