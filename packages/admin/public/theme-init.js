// Loaded before the first paint: applies the remembered theme, so that no page flashes in the other one.
try {
  const theme = localStorage.getItem("chat-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {}
