// Sets the color mode before anything is drawn. It runs in the head, so it is as short as it can be.
(() => {
  const root = document.documentElement;
  let mode = "auto";
  try {
    mode = localStorage.getItem("mode") || mode;
  } catch {
    // Storage is closed: the system's mode stays.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  root.dataset.mode = mode;
  root.dataset.theme = mode === "auto" ? (dark.matches ? "dark" : "light") : mode;
  root.classList.add("kb-js");
})();
