// What the page's own controls do: color mode, drawers, search dialog, full screen, print,
// copy buttons, and the mark in the contents. Without this script everything can be read.

const root = document.documentElement;
const here = document.currentScript.src;
const find = (selector) => document.querySelector(selector);

// -- Color mode: as the system, light, dark ----------------------------------

const MODES = ["auto", "light", "dark"];
const MODE_NAMES = { auto: "as the system", light: "light", dark: "dark" };
const system = matchMedia("(prefers-color-scheme: dark)");
const paper = matchMedia("print");

function showMode(mode) {
  const dark = mode === "auto" ? system.matches : mode === "dark";
  root.dataset.mode = mode;
  root.dataset.theme = dark && !paper.matches ? "dark" : "light"; // paper is light
  const button = find('[data-kb="theme"]');
  if (button) button.setAttribute("aria-label", `Color mode: ${MODE_NAMES[mode]}`);
}

function nextMode() {
  const mode = MODES[(MODES.indexOf(root.dataset.mode) + 1) % MODES.length];
  try {
    localStorage.setItem("mode", mode);
  } catch {
    // Storage is closed: the mode lasts as long as the page.
  }
  showMode(mode);
}

for (const query of [system, paper]) query.addEventListener("change", () => showMode(root.dataset.mode));
showMode(MODES.includes(root.dataset.mode) ? root.dataset.mode : "auto");

// -- Drawers: a sidebar moves into a dialog, and back when that is closed ----

function drawer(name, narrow) {
  const sidebar = find(`#pst-${name}-sidebar`);
  const dialog = find(`#pst-${name}-sidebar-modal`);
  if (!sidebar || !dialog) return () => {};
  dialog.classList.add("kb-drawer", `kb-drawer-${name}`);
  dialog.setAttribute("aria-label", name === "primary" ? "Navigation" : "On this page");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "kb-button kb-close";
  close.setAttribute("aria-label", "Close");
  close.innerHTML = '<span class="kb-icon kb-icon-close" aria-hidden="true"></span>';
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => sidebar.append(...[...dialog.childNodes].filter((node) => node !== close)));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) dialog.close();
  });
  narrow.addEventListener("change", () => dialog.open && dialog.close());
  return () => {
    if (!narrow.matches) {
      const hidden = root.classList.toggle(`kb-no-${name}`);
      const button = find(name === "primary" ? '[data-kb="navigation"]' : '[data-kb="contents"]');
      button.setAttribute("aria-expanded", String(!hidden));
      return;
    }
    dialog.append(close, ...sidebar.childNodes);
    dialog.showModal();
  };
}

// -- What each button does ---------------------------------------------------

const searchDialog = find("#pst-search-dialog");

const ACTIONS = {
  theme: nextMode,
  navigation: drawer("primary", matchMedia("(max-width: 959.98px)")),
  contents: drawer("secondary", matchMedia("(max-width: 1199.98px)")),
  print: () => window.print(),
  address: async (button) => {
    try {
      await navigator.clipboard.writeText(location.href.split("#")[0]);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copy it from the address bar";
    }
  },
  fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
  search: () => {
    if (searchDialog && !searchDialog.open) searchDialog.showModal();
    searchDialog?.querySelector("input")?.focus();
  },
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-kb]");
  if (button) ACTIONS[button.dataset.kb]?.(button);
  else if (event.target === searchDialog) searchDialog.close();
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const shortcut = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
  if (shortcut || (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey)) {
    event.preventDefault();
    ACTIONS.search();
  }
});

// -- Search: loaded when a field of it is first focused; marks, when a search led here -------

const load = (name) => {
  const script = document.createElement("script");
  script.src = new URL(name, here);
  document.head.append(script);
};
const wantSearch = (event) => {
  if (!event.target.matches('form[role="search"] input') || find("#kb-results")) return;
  document.removeEventListener("focusin", wantSearch);
  load("kb-search.js");
};
document.addEventListener("focusin", wantSearch);
try {
  if (localStorage.getItem("kb-search-marks")) load("kb-search-marks.js");
} catch {
  // Storage is closed: there is nothing to mark.
}

// -- Copy buttons on code ----------------------------------------------------

for (const block of document.querySelectorAll("div.highlight > pre")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "kb-copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.innerText);
      button.textContent = "Copied";
    } catch {
      // The browser does not allow it: the reader copies what is selected.
      getSelection().selectAllChildren(block);
      button.textContent = "Press Ctrl+C";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  block.parentElement.append(button);
}

// -- Definitions of terms, notes and sources: loaded where there are any ---------------------

if (find(".kb-mention, .kb-source a, a.footnote-reference")) load("kb-tooltips.js");

// -- Boxes that scroll can be scrolled by keyboard ---------------------------

for (const box of document.querySelectorAll(".kb-scroll, .pst-scrollable-table-container, div.math, div.highlight > pre")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

// -- Progress on a reading path, kept in this browser only -----------------------------------

const READ = "kb-read";
let read = [];
try {
  read = JSON.parse(localStorage.getItem(READ)) ?? [];
} catch {
  // Storage is closed, or holds something else: nothing was read.
}
const present = document.body.dataset.kbArticle;
if (present && Array.isArray(read) && !read.includes(present)) {
  const end = find(".kb-foot");
  new IntersectionObserver((changes, observer) => {
    if (!changes.some((change) => change.isIntersecting)) return;
    observer.disconnect();
    try {
      localStorage.setItem(READ, JSON.stringify([...read, present]));
    } catch {
      // Storage is closed: the progress is not kept.
    }
  }).observe(end);
}
const progress = find("[data-kb-progress]");
if (progress && Array.isArray(read)) {
  const steps = [...document.querySelectorAll("[data-kb-step]")];
  const done = steps.filter((step) => read.includes(step.dataset.kbStep));
  for (const step of done) step.classList.add("kb-read");
  if (done.length) progress.textContent = ` · ${done.length} of ${steps.length} read`;
}

// -- The contents mark the heading that is being read ------------------------

const entries = new Map();
for (const link of document.querySelectorAll(".kb-side-contents a[href^='#']")) {
  const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (section) entries.set(section, link);
}
if (entries.size) {
  const visible = new Set();
  const observer = new IntersectionObserver(
    (changes) => {
      for (const change of changes) {
        if (change.isIntersecting) visible.add(change.target);
        else visible.delete(change.target);
      }
      const first = [...entries.keys()].filter((section) => visible.has(section)).at(-1);
      if (!first) return;
      for (const [section, link] of entries) {
        if (section === first) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-64px 0px -70% 0px" },
  );
  for (const section of entries.keys()) observer.observe(section);
}
