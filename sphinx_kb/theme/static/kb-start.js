// Sets the color mode before anything is drawn, and holds what all scripts share. It runs in the
// head, so it is as short as it can be.
(() => {
  window.kb = {
    // A text is kept as itself, all else as JSON. Where storage is closed, nothing is kept.
    storage: {
      get(key) {
        let text = null;
        try {
          text = localStorage.getItem(key);
          return JSON.parse(text ?? "null");
        } catch {
          return text;
        }
      },
      set(key, value) {
        try {
          if (value === null) localStorage.removeItem(key);
          else localStorage.setItem(key, typeof value === "string" ? value : JSON.stringify(value));
        } catch {
          // It lasts as long as the page.
        }
      },
    },
    // A page by its address, whatever a host does to that: "/a.html", "/a" and "/a/" are one.
    pageOf({ pathname }) {
      return pathname.replace(/(?:\/index)?(?:\.html)?\/?$/u, "") || "/";
    },
    // Case folding, which no browser has; as sphinx_kb/search/folding.py does it.
    fold(text) {
      const lower = text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase();
      return lower.replaceAll("ς", "σ").replaceAll("i\u0307", "i").normalize("NFKC");
    },
  };

  const root = document.documentElement;
  const mode = String(kb.storage.get("mode") || "auto");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.mode = mode;
  root.dataset.theme = mode === "auto" ? (dark ? "dark" : "light") : mode;
  root.classList.add("kb-js");
})();
