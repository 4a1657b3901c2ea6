// What a mark explains, shown where it stands: the definition of a term, a note, a source.
// A term brings its definition; those of notes and sources are made here from the page itself.
// They show on hover and on focus (the sheet does that); Esc closes them, and on a touch screen
// a first tap opens where a second one follows the link.

(() => {
  const root = document.documentElement;
  const MARKS = "a.footnote-reference, .kb-source a[href^='#']";

  // The text of what a mark points to, without the way back from it.
  /** @type {(mark: HTMLAnchorElement) => string} */
  function explanation(mark) {
    const target = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
    if (!target) return "";
    const copy = /** @type {HTMLElement} */ (target.cloneNode(true));
    for (const node of copy.querySelectorAll(
      ".label, .backrefs, .fn-backref, .headerlink, .kb-tooltip",
    )) {
      node.remove();
    }
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  /** @type {NodeListOf<HTMLAnchorElement>} */
  const marks = document.querySelectorAll(MARKS);
  for (const [number, mark] of marks.entries()) {
    const text = explanation(mark);
    if (!text) continue;
    const mention = document.createElement("span");
    const tip = document.createElement("span");
    mention.className = "kb-mention";
    tip.className = "kb-tooltip";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true; // for machines; the sheet shows it
    tip.id = `kb-mark-${number}`;
    tip.textContent = text;
    mark.setAttribute("aria-describedby", tip.id);
    mark.replaceWith(mention);
    mention.append(mark, tip);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") root.classList.add("kb-no-tips");
  });
  /** @type {(selector: string) => NodeListOf<HTMLElement>} */
  const queryAll = (selector) => document.querySelectorAll(selector);
  for (const mention of queryAll(".kb-mention")) {
    for (const kind of ["pointerenter", "focusin"]) {
      mention.addEventListener(kind, () => root.classList.remove("kb-no-tips"));
    }
    mention.addEventListener("click", (event) => {
      const touched = event.pointerType === "touch" && mention.dataset.open === undefined;
      for (const other of queryAll("[data-open]")) delete other.dataset.open;
      if (touched) {
        event.preventDefault();
        mention.dataset.open = "";
        mention.querySelector("a")?.focus();
      }
    });
  }
})();
