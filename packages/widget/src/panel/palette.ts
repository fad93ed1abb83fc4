import { fill, foreground, towards } from "../color";

const LIGHT_BUBBLE = "#ffffff";
const DARK_BUBBLE = "#1b1f25";
const TEXT_CONTRAST = 4.6;
/** Alpha of a tint, as the last two digits of a color. */
const FAINT = "1c";

/** The admin's two colors as custom properties, with letters that can be read on each of them. */
export function paletteCss(primary: string, secondary: string): string {
  const { ground, text } = fill(primary);
  return `.panel{--fill:${ground};--on-fill:${text};--accent:${towards(primary, "#000000", LIGHT_BUBBLE, TEXT_CONTRAST)};--tint:${primary}${FAINT};--agent:${secondary};--on-agent:${foreground(secondary, TEXT_CONTRAST)};--agent-tint:${secondary}2b}.dark{--accent:${towards(primary, "#ffffff", DARK_BUBBLE, TEXT_CONTRAST)}}`;
}
