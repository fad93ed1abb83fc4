import { fill, towards } from "../color";

const LIGHT_GROUND = "#ffffff";
const DARK_GROUND = "#1b1f25";
/** A little over the 4.5 that text needs: the ground of a tinted button is not quite the bare one. */
const TEXT_CONTRAST = 5.2;
/** Alphas of tints, as the last two digits of a color. */
const FAINT = "1c";
const SOFT = "2b";

/** The admin's two colors as custom properties, with letters that can be read on each of them. */
export function paletteCss(primary: string, secondary: string): string {
  const own = fill(primary);
  const agent = fill(secondary);
  const onLight = towards(primary, "#000000", LIGHT_GROUND, TEXT_CONTRAST);
  const onDark = towards(primary, "#ffffff", DARK_GROUND, TEXT_CONTRAST);
  return `.panel{--fill:${own.ground};--on-fill:${own.text};--agent:${agent.ground};--on-agent:${agent.text};--agent-tint:${secondary}${SOFT};--accent:${onLight};--tint:${onLight}${FAINT}}.dark{--accent:${onDark};--tint:${onDark}${FAINT}}`;
}
