const LINES_MAX = 100;

/** What the page called and what it was told, the newest at the end. */
export function createLog(list: HTMLElement, clear: HTMLElement) {
  clear.addEventListener("click", () => list.replaceChildren());
  return {
    add(kind: "call" | "event", text: string) {
      const line = document.createElement("p");
      const time = document.createElement("time");
      const code = document.createElement("code");
      line.className = kind;
      time.textContent = new Date().toLocaleTimeString("en-GB");
      code.textContent = text;
      line.append(time, code);
      list.append(line);
      if (list.childElementCount > LINES_MAX) list.firstElementChild?.remove();
      list.scrollTop = list.scrollHeight;
    },
  };
}
