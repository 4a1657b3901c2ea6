// What a link to another article leads to, shown on hover and on focus: its title, its standfirst,
// for whom it is. Loaded with the first link that is pointed at or focused; nothing on touch.

(() => {
  const root = document.documentElement;
  const base = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  /** @type {(text: string, name: string) => HTMLElement} */
  function part(text, name) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  /** @type {(link: HTMLAnchorElement, texts: string[], id: string) => void} */
  function attach(link, [title, standfirst, level], id) {
    const focused = document.activeElement === link;
    const mention = document.createElement("span");
    const tip = document.createElement("span");
    mention.className = "kb-mention";
    tip.className = "kb-tooltip kb-preview";
    tip.setAttribute("role", "tooltip");
    tip.hidden = true; // for machines; the sheet shows it
    tip.id = id;
    tip.append(part(title, "b"));
    if (standfirst) tip.append(" ", part(standfirst, "span"));
    if (level) tip.append(" ", part(level, "small"));
    link.setAttribute("aria-describedby", id);
    link.replaceWith(mention);
    mention.append(link, tip);
    for (const kind of ["pointerenter", "focusin"]) {
      mention.addEventListener(kind, () => root.classList.remove("kb-no-tips"));
    }
    if (focused) link.focus({ preventScroll: true });
  }

  const texts = document.createElement("script");
  texts.src = new URL("_static/kb-preview-texts.js", base).href;
  texts.addEventListener("load", () => {
    const previews = new Map(
      Object.entries(kb.previews ?? {}).map(([uri, told]) => [kb.pageOf(new URL(uri, base)), told]),
    );
    /** @type {NodeListOf<HTMLAnchorElement>} */
    const links = document.querySelectorAll(".kb-article a.internal[href]");
    for (const [number, link] of links.entries()) {
      const told = link.origin === location.origin && previews.get(kb.pageOf(link));
      const isOwn = kb.pageOf(link) === kb.pageOf(location);
      if (!told || isOwn || link.closest(".kb-mention, nav, .kb-foot")) continue;
      attach(link, told, `kb-preview-${number}`);
    }
  });
  document.head.append(texts);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") root.classList.add("kb-no-tips");
  });
})();
