import type { Page } from "playwright-core";

/** Each element inside the widget: what it is, where it lies in the viewport, and all that its computed style says. */
export type Look = Record<string, Record<string, string>>;

/** Takes the mouse away and waits until nothing moves any more but what always does. */
export async function comeToRest(page: Page) {
  await page.mouse.move(1, 1);
  await page.evaluate(async () => {
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    const moving = [...document.querySelectorAll("chat-widget")].flatMap(({ shadowRoot }) => shadowRoot?.getAnimations() ?? []);
    const passing = moving.filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(passing.map((animation) => animation.finished.catch(() => null)));
  });
}

/** How the widget looks at rest. */
export async function lookOf(page: Page): Promise<Look> {
  await comeToRest(page);
  return page.evaluate(() => {
    const root = document.querySelector("chat-widget")?.shadowRoot;
    if (!root) throw new Error("there is no widget");
    const look: Look = {};
    const describe = (element: Element, path: string) => {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const seen: Record<string, string> = { box: [box.x, box.y, box.width, box.height].map((side) => side.toFixed(1)).join(" ") };
      // A custom property does nothing by itself: what it does to the widget shows in the others.
      for (const property of style) if (!property.startsWith("--")) seen[property] = style.getPropertyValue(property);
      look[path] = seen;
      for (const [index, child] of [...element.children].entries())
        describe(child, `${path} > ${child.tagName}.${child.classList}:${index}`);
    };
    for (const child of root.children) describe(child, `${child.tagName}.${child.classList}`);
    return look;
  });
}

const ENOUGH = 20;

/** In what two looks differ, as `element: property: one, other`: the first twenty. */
export function differences(one: Look, other: Look): string[] {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)]);
  const all = [...paths].flatMap((path) => {
    const [a, b] = [one[path], other[path]];
    if (!a || !b) return [`${path}: only on ${a ? "the first" : "the second"} page`];
    return Object.keys(a).flatMap((property) =>
      a[property] === b[property] ? [] : [`${path}: ${property}: ${a[property]}, ${b[property]}`],
    );
  });
  return all.slice(0, ENOUGH);
}
