// The list under a search field: a combobox whose options are links. In the dialog it stands
// under the field; under another field it lies over the page.

(() => {
  const { element, recent, remember, carry, excerpt, facts, summary, notes, advice, failure, forget } = kbSearch;
  const SHOWN = 8; // articles
  let lists = 0;

  function attach(field) {
    if (field.getAttribute("role") === "combobox") return;
    const form = field.closest("form");
    const dialog = form.closest("dialog");
    const id = `kb-search-${++lists}`;
    const status = element("p", { class: "kb-search-status", role: "status" });
    const said = element("div", { class: "kb-search-notes" });
    const list = element("div", { id, class: "kb-search-list", role: "listbox", "aria-label": "Results" });
    const foot = element("div", { class: "kb-search-foot" });
    const panel = element("div", { class: "kb-search-panel", hidden: "" }, status, said, list, foot);
    if (dialog) dialog.append(panel);
    else form.append(panel);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) {
      field.setAttribute(name, value);
    }

    let active = null;
    let words = [];
    let asked = 0;
    let busy = false;
    let again = null;
    const options = () => [...list.querySelectorAll('[role="option"]')];

    // -- What is shown ----------------------------------------------------------

    function point(option) {
      active?.setAttribute("aria-selected", "false");
      active = option ?? null;
      if (!active) return field.removeAttribute("aria-activedescendant");
      active.setAttribute("aria-selected", "true");
      active.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", active.id);
    }

    function show(groups, { text = "", before = [], after = [] } = {}) {
      point(null);
      status.textContent = text;
      said.replaceChildren(...before);
      list.replaceChildren(...groups);
      options().forEach((option, at) => (option.id = `${id}-${at}`));
      list.hidden = !groups.length;
      foot.replaceChildren(...after);
      panel.hidden = !(text || groups.length || before.length || after.length);
      field.setAttribute("aria-expanded", String(!panel.hidden && groups.length > 0));
    }

    const option = (attributes, ...children) =>
      element("a", { role: "option", tabindex: "-1", "aria-selected": "false", ...attributes }, ...children);

    function article(result) {
      const title = element("b", {}, result.title);
      const link = option({ class: "kb-search-result", href: result.url }, title);
      link.append(element("span", { class: "kb-search-facts" }, ...facts(result)));
      link.append(element("span", { class: "kb-search-text" }, ...excerpt(result, words)));
      const below = result.headings.slice(0, 3).map(({ title, url }) => option({ class: "kb-search-heading", href: url }, title));
      return element("div", { role: "group", "aria-label": result.title }, link, ...below);
    }

    function named(pages) {
      const links = pages.map(({ kind, name, url }) => option({ class: "kb-search-page", href: url }, element("span", {}, `${kind}: `), name));
      return element("div", { role: "group", "aria-label": "Pages of this name", class: "kb-search-pages" }, ...links);
    }

    function showRecent() {
      const kept = recent();
      const links = kept.map((text) => option({ class: "kb-search-recent", href: address(text) }, text));
      if (!links.length) return show([]);
      const clear = element("button", { type: "button", class: "kb-search-link" }, "Clear recent searches");
      clear.addEventListener("click", () => {
        forget();
        show([]);
        field.focus();
      });
      return show([element("div", { role: "group", "aria-label": "Recent searches" }, ...links)], { text: "Recent searches", after: [clear] });
    }

    function address(text) {
      const url = new URL(form.action);
      url.searchParams.set("q", text);
      return url.href;
    }

    // -- From a key press to the list ---------------------------------------------

    // One question at a time, and after it the newest: nothing waits for a clock, but for a word
    // of one or two letters, which would ask for much of the index while it is being typed.
    let typing;
    function typed() {
      clearTimeout(typing);
      if (/(?:^|\s)\S{1,2}$/u.test(field.value)) typing = setTimeout(() => search(), 400);
      else search();
    }

    async function search(literal = false) {
      const text = field.value.trim();
      const mine = ++asked;
      if (busy) {
        again = () => search(literal);
        return;
      }
      if (!text) return showRecent();
      busy = true;
      if (panel.hidden) show([], { text: "Searching…" });
      try {
        const answer = await kbSearch.ask(text, { literal, count: SHOWN });
        if (mine === asked) answered(answer);
      } catch {
        if (mine === asked) show([], { text: "The search is not available.", before: [failure()] });
      }
      busy = false;
      const next = again;
      again = null;
      next?.();
    }

    function answered(answer) {
      words = answer.words;
      const groups = answer.results.map(article);
      if (answer.pages.length) groups.unshift(named(answer.pages));
      const before = notes(answer, () => {
        field.focus();
        search(true);
      });
      const all = element("a", { class: "kb-search-all", href: address(answer.query) }, `All ${answer.hits.length} results, with filters`);
      show(groups, { text: summary(answer), before, after: [answer.hits.length ? all : advice()] });
    }

    // -- Keys and clicks ------------------------------------------------------------

    function move(step) {
      const all = options();
      if (!all.length) return;
      const at = all.indexOf(active) + step;
      if (!active) point(all.at(step > 0 ? 0 : -1));
      else point(all[at]); // past either end: back in the field
    }

    field.addEventListener("input", typed);
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (panel.hidden) search();
        else move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && active) {
        event.preventDefault();
        active.click();
      } else if (event.key === "Escape" && dialog) {
        event.preventDefault();
        dialog.close();
      } else if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        show([]);
      }
    });
    form.addEventListener("submit", () => remember(field.value.trim()));
    list.addEventListener("click", (event) => {
      const chosen = event.target.closest("a");
      if (!chosen || chosen.classList.contains("kb-search-recent")) return;
      remember(field.value.trim());
      carry(chosen.href, words);
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) dialog?.close();
    });
    if (!dialog) {
      form.addEventListener("focusout", (event) => {
        if (!form.contains(event.relatedTarget)) show([]);
      });
    }
    field.addEventListener("focus", () => panel.hidden && search());
    kbSearch.ready().catch(() => {}); // told when something is asked
    if (document.activeElement === field) search();
  }

  kbSearch.attach = attach;
})();
