import { fill, rgb, towards } from "../color";

/** A little over the 4.5 that text needs: the ground of a tinted button is not quite the bare one. */
const TEXT_CONTRAST = 5.2;

/** The admin's two colors as custom properties, with letters that can be read on each of them. */
export function paletteCss(primary: string, secondary: string): string {
  const [ground, text] = fill(rgb(primary));
  const [agent, onAgent] = fill(rgb(secondary));
  const accent = (end: number, behind: string) => {
    const color = towards(rgb(primary), end, rgb(behind), TEXT_CONTRAST);
    return `--accent:rgb(${color});--tint:rgb(${color},.11)}`;
  };
  return `.panel{--fill:rgb(${ground});--on-fill:${text};--agent:rgb(${agent});--on-agent:${onAgent};--agent-tint:${secondary}2b;${accent(0, "#ffffff")}.dark{${accent(255, "#1b1f25")}`;
}
