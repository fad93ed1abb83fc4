import type { Page } from "playwright-core";

/** Ways in which people make text easier to read, each done to what is inside the widget, in this order. */
export const EASIER: Record<string, (page: Page) => Promise<void>> = {
  "on a screen 320 pixels wide": (page) => page.setViewportSize({ width: 320, height: 640 }),
  "magnified to 200 %": (page) => page.setViewportSize({ width: 640, height: 512 }),
  "with the spacing of WCAG 1.4.12": async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate(() => {
      const root = document.querySelector("chat-widget")?.shadowRoot;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}",
      );
      if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    });
  },
  /** The last: they stay. */
  "with letters of twice the size": async (page) => {
    await page.setViewportSize({ width: 1280, height: 1024 });
    await page.evaluate(() => {
      const root = document.querySelector("chat-widget")?.shadowRoot;
      const isSpacing = ({ cssRules }: CSSStyleSheet) => cssRules[0]?.cssText.includes("0.12em");
      if (root) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((sheet) => !isSpacing(sheet));
      const all = [...(root?.querySelectorAll<HTMLElement>(".panel, .panel *") ?? [])];
      const sizes = all.map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
      all.forEach((element, index) => {
        element.style.fontSize = `${(sizes[index] ?? 0) * 2}px`;
      });
    });
  },
};

/**
 * What of the widget's text cannot be read: cut by a box that does not scroll, outside of the panel or the screen,
 * or under other text. What lies over the rest on purpose is left out.
 */
export const cutText = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const panel = document.querySelector("chat-widget")?.shadowRoot?.querySelector<HTMLElement>(".panel");
    if (!panel) return ["there is no panel"];
    const found: string[] = [];
    const SLACK = 1.5;
    const outer = panel.getBoundingClientRect();
    if (outer.left < -SLACK || outer.right > innerWidth + SLACK || outer.top < -SLACK || outer.bottom > innerHeight + SLACK)
      found.push(`the panel is not on the screen: ${JSON.stringify(outer)}`);
    const isOver = (element: Element) => {
      for (let node: Element | null = element; node && node !== panel; node = node.parentElement)
        if (getComputedStyle(node).position === "absolute") return true;
      return false;
    };
    /** How far the text may reach. What scrolls brings along all that is above and below. */
    const roomOf = (element: Element) => {
      const room = { left: outer.left, right: outer.right, top: outer.top, bottom: outer.bottom };
      for (let node: Element | null = element; node && node !== panel; node = node.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(node);
        if (overflowX === "visible" && overflowY === "visible") continue;
        const box = node.getBoundingClientRect();
        Object.assign(room, { left: Math.max(room.left, box.left), right: Math.min(room.right, box.right) });
        if (overflowY !== "auto" && overflowY !== "scroll")
          Object.assign(room, { top: Math.max(room.top, box.top), bottom: Math.min(room.bottom, box.bottom) });
        else Object.assign(room, { top: -Infinity, bottom: Infinity });
        // A box that scrolls may itself be cut only by what is around it, which the rest of the way up tells.
        if (overflowY === "auto" || overflowY === "scroll") break;
      }
      return room;
    };
    const seen: { text: string; rect: DOMRect; element: Element }[] = [];
    for (const element of panel.querySelectorAll<HTMLElement>("*")) {
      if (!element.checkVisibility() || element.matches("textarea,input,select,option,svg *")) continue;
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE || !node.textContent?.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const room = roomOf(element);
        for (const rect of range.getClientRects()) {
          const isCut =
            rect.left < room.left - SLACK ||
            rect.right > room.right + SLACK ||
            rect.top < room.top - SLACK ||
            rect.bottom > room.bottom + SLACK;
          if (isCut) found.push(`cut: ${node.textContent.trim().slice(0, 40)} in ${element.className || element.localName}`);
          if (!isOver(element)) seen.push({ text: node.textContent.trim().slice(0, 40), rect, element });
        }
      }
    }
    seen.forEach((one, index) => {
      for (const other of seen.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        const width = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
        const height = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top);
        // Lines that scroll lie under what follows them, and are not seen there.
        const areBoth = !one.element.closest(".lines,.prechat") === !other.element.closest(".lines,.prechat");
        if (areBoth && width > 2 && height > 4) found.push(`over one another: ${one.text} | ${other.text}`);
      }
    });
    return [...new Set(found)];
  });
