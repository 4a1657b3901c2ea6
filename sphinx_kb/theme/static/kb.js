// What the page's own controls do: color mode, drawers, search dialog, full screen, print,
// copy buttons, and the mark in the contents. Without this script everything can be read.

(() => {
  const root = document.documentElement;
  const scriptUrl = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {(selector: string) => HTMLElement | null} */
  const query = (selector) => document.querySelector(selector);
  /** @type {(selector: string) => NodeListOf<HTMLElement>} */
  const queryAll = (selector) => document.querySelectorAll(selector);
  /** @type {(event: Event) => HTMLElement} */
  const targetOf = (event) => /** @type {HTMLElement} */ (event.target);

  // -- Color mode: as the system, light, dark ----------------------------------

  /** @type {Record<string, string>} */
  const MODES = { auto: "as the system", light: "light", dark: "dark" };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");

  function showMode(chosen = root.dataset.mode ?? "") {
    const mode = Object.hasOwn(MODES, chosen) ? chosen : "auto";
    const dark = mode === "auto" ? system.matches : mode === "dark";
    root.dataset.mode = mode;
    root.dataset.theme = dark && !paper.matches ? "dark" : "light"; // paper is light
    const button = query('[data-kb="theme"]');
    if (button) button.setAttribute("aria-label", `Color mode: ${MODES[mode]}`);
  }

  function nextMode() {
    const modes = Object.keys(MODES);
    const mode = modes[(modes.indexOf(root.dataset.mode ?? "") + 1) % modes.length];
    kb.storage.set("mode", mode);
    showMode(mode);
  }

  for (const media of [system, paper]) media.addEventListener("change", () => showMode());
  // What was chosen on another page holds on this one, too: open beside it, or come back to
  const hear = () => showMode(String(kb.storage.get("mode") || root.dataset.mode));
  window.addEventListener("pageshow", hear);
  window.addEventListener("storage", hear);
  showMode();

  // -- Drawers: a sidebar moves into a dialog, and back when that is closed ----

  /** @type {(name: string, narrow: MediaQueryList) => () => void} */
  function drawer(name, narrow) {
    const sidebar = query(`#pst-${name}-sidebar`);
    const dialog = /** @type {HTMLDialogElement | null} */ (query(`#pst-${name}-sidebar-modal`));
    if (!sidebar || !dialog) return () => {};
    dialog.classList.add("kb-drawer", `kb-drawer-${name}`);
    dialog.setAttribute("aria-label", name === "primary" ? "Navigation" : "On this page");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "kb-button kb-close";
    close.setAttribute("aria-label", "Close");
    close.innerHTML = '<span class="kb-icon kb-icon-close" aria-hidden="true"></span>';
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () =>
      sidebar.append(...[...dialog.childNodes].filter((node) => node !== close)),
    );
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || targetOf(event).closest("a")) dialog.close();
    });
    narrow.addEventListener("change", () => dialog.open && dialog.close());
    return () => {
      if (!narrow.matches) {
        const hidden = root.classList.toggle(`kb-no-${name}`);
        const button = query(
          name === "primary" ? '[data-kb="navigation"]' : '[data-kb="contents"]',
        );
        button?.setAttribute("aria-expanded", String(!hidden));
        return;
      }
      dialog.append(close, ...sidebar.childNodes);
      dialog.showModal();
    };
  }

  // -- What each button does ---------------------------------------------------

  const searchDialog = /** @type {HTMLDialogElement | null} */ (query("#pst-search-dialog"));

  function openSearch() {
    if (searchDialog && !searchDialog.open) searchDialog.showModal();
    searchDialog?.querySelector("input")?.focus();
  }

  /** @type {(name: string, lost?: () => void) => HTMLScriptElement} */
  const load = (name, lost) => {
    const script = document.createElement("script");
    script.src = new URL(name, scriptUrl).href;
    if (lost) script.addEventListener("error", lost);
    document.head.append(script);
    return script;
  };

  // Loaded with the first press: what copies an article and a table.
  /** @type {(button: HTMLElement) => void} */
  function copyBy(button) {
    if (kb.copy) kb.copy(button);
    else load("kb-copy.js").addEventListener("load", () => kb.copy?.(button), { once: true });
  }

  /** @type {Record<string, (button: HTMLElement) => unknown>} */
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
    fullscreen: () =>
      document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen(),
    search: openSearch,
    markdown: copyBy,
    table: copyBy,
  };

  document.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (targetOf(event).closest("[data-kb]"));
    if (button) ACTIONS[button.dataset.kb ?? ""]?.(button);
    else if (event.target === searchDialog) searchDialog?.close();
  });

  document.addEventListener("keydown", (event) => {
    const typing = targetOf(event).closest?.("input, textarea, select, [contenteditable]");
    const shortcut =
      (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    if (shortcut || (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey)) {
      event.preventDefault();
      openSearch();
    }
  });

  // -- Search: loaded when a field of it is first focused; marks, when a search led here -------

  // Said under the field where not even the script comes; that script says the rest itself
  /** @type {(form: HTMLElement | null) => void} */
  const sayLost = (form) => {
    document.addEventListener("focusin", wantSearch);
    const ways = query("[data-archive]")?.dataset ?? {};
    const said = document.createElement("p");
    said.className = "kb-search-lost";
    said.setAttribute("role", "status");
    const why = navigator.onLine ? "." : "; you are offline.";
    said.append(`Search cannot be loaded${why} Look through`);
    for (const [name, to] of Object.entries({
      "all articles": ways.archive,
      "what is saved": ways.offline,
    })) {
      if (!to) continue;
      const link = document.createElement("a");
      link.href = to;
      link.textContent = name;
      said.append(said.children.length ? ", or " : " ", link);
    }
    said.append(".");
    query(".kb-search-lost")?.remove();
    form?.after(said);
  };
  /** @type {(event: Event) => void} */
  const wantSearch = (event) => {
    if (!targetOf(event).matches('form[role="search"] input') || query("#kb-results")) return;
    document.removeEventListener("focusin", wantSearch);
    load("kb-search.js").addEventListener("error", () => sayLost(targetOf(event).closest("form")));
  };
  document.addEventListener("focusin", wantSearch);
  if (kb.storage.get("kb-search-marks")) load("kb-search-marks.js");

  // -- Where this page is: for a mail, where the site does not know its address, and for paper ----

  const here = location.href.split("#")[0];
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const mails = document.querySelectorAll('.kb-share a[href^="mailto:"][href$="body="]');
  for (const mail of mails) mail.href += encodeURIComponent(here);
  const printed = query(".kb-printed");
  const tellPaper = () => {
    const day = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
    if (printed) printed.textContent = `${printed.dataset.address ?? ""} · printed ${day}`;
  };
  if (printed) printed.dataset.address = printed.textContent?.trim() || here;
  tellPaper();
  window.addEventListener("beforeprint", tellPaper);

  // A copy ages: what was in time when it was made may have been due for a review since
  const clock = new Date();
  const local = new Date(clock.getTime() - clock.getTimezoneOffset() * 60_000);
  const today = local.toISOString().slice(0, 10);
  for (const note of queryAll(".kb-overdue[hidden]")) {
    const due = note.querySelector("time")?.dateTime;
    if (due && due < today) note.hidden = false;
  }

  // Lists that were begun, on the home page: the ticks are in this browser
  for (const line of queryAll("[data-kb-list]")) {
    const kept = /** @type {any} */ (kb.storage.get(`kb-check ${line.dataset.kbList}`));
    const done = Object.keys(Object(kept?.ticks)).length;
    const of = Number(line.dataset.kbTasks);
    line.hidden = !done || done >= of;
    line.append(` (${done} of ${of} done)`);
  }

  // The keys of this platform
  const keys = query(".kb-search-button kbd");
  if (keys && /Mac|iP/u.test(navigator.platform)) keys.textContent = "⌘ K";

  // -- Copy buttons on code ----------------------------------------------------

  // What one would paste: no line numbers, and of a session no prompts and no output
  /** @type {(block: HTMLElement) => string} */
  function codeOf(block) {
    const copy = /** @type {HTMLElement} */ (block.cloneNode(true));
    const session = copy.querySelector(".gp");
    for (const node of copy.querySelectorAll(session ? ".linenos, .gp, .go, .gt" : ".linenos")) {
      node.remove();
    }
    const lines = copy.textContent.trimEnd().split("\n");
    return (session ? lines.filter((line) => line.trim()) : lines).join("\n");
  }

  for (const block of queryAll("div.highlight > pre")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "kb-copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(codeOf(block));
        button.textContent = "Copied";
      } catch {
        // The browser does not allow it: the reader copies what is selected.
        getSelection()?.selectAllChildren(block);
        button.textContent = "Press Ctrl+C";
      }
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    block.after(button);
  }

  // Tables of articles: their button stands in the space under them.
  const tables = ":is(.kb-scroll, .pst-scrollable-table-container)";
  for (const box of queryAll(`.kb-article > section ${tables}:not(.kb-calc *)`)) {
    const place = document.createElement("div");
    const button = document.createElement("button");
    place.className = "kb-copy-place";
    button.type = "button";
    button.className = "kb-copy";
    button.dataset.kb = "table";
    button.textContent = "Copy table";
    place.append(button);
    box.after(place);
  }

  // -- A link to what is folded away opens it -----------------------------------

  function openTarget() {
    const folded = ".sd-tab-content, details";
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // It is no address of ours: it may still be an id.
    }
    const target = document.getElementById(id);
    if (!target?.closest(folded)) return;
    for (let box = target.closest(folded); box; box = box.parentElement?.closest(folded) ?? null) {
      if (box instanceof HTMLDetailsElement) box.open = true;
      const label = /** @type {HTMLLabelElement | null} */ (box.previousElementSibling);
      if (label?.control instanceof HTMLInputElement) label.control.checked = true;
    }
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", openTarget);
  if (location.hash) openTarget();

  // -- Definitions of terms, notes and sources: loaded where there are any ---------------------

  if (query(".kb-mention, .kb-source a, a.footnote-reference")) load("kb-tooltips.js");

  // -- Where links to other articles lead: loaded with the first that is pointed at or focused ----

  /** @type {(event: Event) => void} */
  const wantPreviews = (event) => {
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    const isTap = event.type === "focusin" && !targetOf(event).matches(":focus-visible");
    const link = targetOf(event).closest?.(".kb-article a.internal[href]");
    if (!link || isTouch || isTap) return;
    for (const kind of ["pointerover", "focusin"]) document.removeEventListener(kind, wantPreviews);
    load("kb-previews.js");
  };
  for (const kind of document.body.dataset.kbArticle ? ["pointerover", "focusin"] : []) {
    document.addEventListener(kind, wantPreviews);
  }

  // -- Pictures with more to see: opened over the screen ------------------------

  if (query("a.kb-picture")) load("kb-pictures.js");

  // -- Long lists: filtered where there are any -----------------------------------

  if (query("dl.glossary, .kb-downloads")) load("kb-filter.js");

  // -- Boxes that scroll can be scrolled by keyboard ---------------------------

  for (const box of queryAll(
    ".kb-scroll, .pst-scrollable-table-container, div.math, div.highlight > pre, figure",
  )) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }

  // -- What was read, and the reading path that goes along: kept in this browser only -----------

  const READ = "kb-read";
  const stored = kb.storage.get(READ);
  const read = Array.isArray(stored) ? stored : [];
  const present = document.body.dataset.kbArticle;
  const end = query(".kb-foot");
  if (present && end && !read.includes(present)) {
    new IntersectionObserver((changes, observer) => {
      if (!changes.some((change) => change.isIntersecting)) return;
      observer.disconnect();
      kb.storage.set(READ, [...read, present]);
    }).observe(end);
  }
  if (query("[data-kb-progress]") || kb.storage.get("kb-path")) load("kb-path.js");

  // -- Pages are kept for when there is no network: by a worker, unless owner or reader say no --------

  const { serviceWorker } = navigator;
  const isLocal = /^(?:local(?:host)?$|127\.|\[::1\])/u.test(location.hostname); // somebody builds a site
  const keepPages = async () => {
    const choice = kb.storage.get("kb-offline");
    if (choice === "off" || (isLocal && choice !== "on")) return;
    const isFirst = !serviceWorker.controller;
    await serviceWorker.register(new URL("../kb-worker.js", scriptUrl));
    const { active } = await serviceWorker.ready;
    const used = performance.getEntriesByType("resource").map(({ name: file }) => file);
    if (isFirst) active?.postMessage({ keep: [here, ...used] });
  };
  const isWeb = isSecureContext && location.protocol.startsWith("http") && serviceWorker;
  if (isWeb && "kbOffline" in document.body.dataset) {
    // What the page needs comes first; where a browser forbids it, nothing is kept
    const soon = () => setTimeout(() => keepPages().catch(() => {}), 500);
    if (document.readyState === "complete") soon();
    else addEventListener("load", soon);
  }

  // -- The contents mark the heading that is being read ------------------------

  const entries = new Map();
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".kb-side-contents a[href^='#']");
  for (const link of links) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) entries.set(section, link);
  }
  if (entries.size) {
    const bar = query(".kb-bar-contents");
    const name = bar?.querySelector("b");
    const READ_FROM = 120; // px from the top of the screen
    let waiting = false;
    const mark = () => {
      waiting = false;
      const sections = [...entries.keys()];
      const isEnd = scrollY > 0 && scrollY + innerHeight >= root.scrollHeight - 2;
      const begun = sections.filter((section) => section.getBoundingClientRect().top <= READ_FROM);
      const now = isEnd ? sections.at(-1) : begun.at(-1);
      for (const [section, link] of entries) {
        if (section === now) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      if (bar) bar.hidden = !now;
      if (name && now) name.textContent = entries.get(now).textContent;
    };
    const soon = () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    };
    for (const moved of ["scroll", "resize"]) addEventListener(moved, soon, { passive: true });
    soon();
  }
})();
