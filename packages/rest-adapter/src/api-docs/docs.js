const COPIED_MS = 1600;

for (const button of document.querySelectorAll(".copy")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const code = button.closest("figure").querySelector("code").textContent;
    const isCopied = await navigator.clipboard.writeText(code).then(
      () => true,
      () => false,
    );
    button.textContent = isCopied ? "Copied" : "Not copied";
    setTimeout(() => {
      button.textContent = "Copy";
    }, COPIED_MS);
  });
}

const nav = document.querySelector("nav");
const menu = document.querySelector(".menu");

function showMenu(isOpen) {
  nav.classList.toggle("open", isOpen);
  menu.setAttribute("aria-expanded", String(isOpen));
}

nav.classList.add("foldable");
menu.hidden = false;
menu.addEventListener("click", () => showMenu(!nav.classList.contains("open")));
nav.addEventListener("click", (event) => {
  if (event.target.closest("a")) showMenu(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && nav.classList.contains("open")) {
    showMenu(false);
    menu.focus();
  }
});

const links = new Map([...nav.querySelectorAll("li a")].map((link) => [link.hash.slice(1), link]));

function markCurrent(id) {
  for (const [name, link] of links) {
    if (name === id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const link = links.get(id)?.getBoundingClientRect();
  const frame = nav.getBoundingClientRect();
  // Only the list moves: scrollIntoView would move the page, too, and stop where it is going.
  if (link && link.top < frame.top) nav.scrollBy(0, link.top - frame.top);
  else if (link && link.bottom > frame.bottom) nav.scrollBy(0, link.bottom - frame.bottom);
}

const seen = new IntersectionObserver(
  (entries) => {
    const entered = entries.find((entry) => entry.isIntersecting);
    if (entered && !nav.classList.contains("open")) markCurrent(entered.target.id);
  },
  { rootMargin: "-15% 0px -75% 0px" },
);
for (const operation of document.querySelectorAll(".operation")) seen.observe(operation);
