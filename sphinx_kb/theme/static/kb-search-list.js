// The list under a search field: a combobox whose options are links. In the dialog it stands
// under the field; under another field it lies over the page.

(() => {
  const { element } = kbSearch;
  const SHOWN = 8; // articles
  const LATER = 1000; // milliseconds after which the list of words is loaded
  const PATIENCE = 700; // milliseconds in which the engine has to answer, or facts of articles do
  let lists = 0;

  // The articles that have every word in their facts, those with most of them in the title first.
  /** @type {(text: string) => Promise<KbResult[]>} */
  async function byFacts(text) {
    await kbSearch.load("_static/kb-search-cards.js");
    const words = kbSearch.tokens(text);
    /** @type {(facts: string) => number} */
    const held = (facts) => {
      const known = kbSearch.tokens(facts);
      return words.filter((word) => known.some((one) => one.startsWith(word))).length;
    };
    return kbSearch.cards
      .map(([docname, uri, title, description, date, aliases, terms]) => {
        const url = new URL(uri, kbSearch.root).href;
        const isWhole = held([title, description, aliases, terms].join(" ")) === words.length;
        const score = isWhole ? 1 + held(title) : 0;
        return { id: docname, docname, url, title, description, date, score, headings: [] };
      })
      .filter(({ score }) => words.length && score)
      .sort((one, other) => other.score - one.score)
      .slice(0, SHOWN);
  }

  /** @type {KbSearch["attach"]} */
  function attach(field) {
    const form = field.form;
    if (!form || field.getAttribute("role") === "combobox") return;
    const dialog = form.closest("dialog");
    const id = `kb-search-${++lists}`;
    const status = element("p", { class: "kb-search-status", role: "status" });
    const said = element("div", { class: "kb-search-notes" });
    const list = element("div", {
      id,
      class: "kb-search-list",
      role: "listbox",
      "aria-label": "Results",
    });
    const foot = element("div", { class: "kb-search-foot" });
    const panel = element("div", { class: "kb-search-panel", hidden: "" });
    panel.append(status, said, list, foot);
    (dialog ?? form).append(panel);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", id);

    /** @type {HTMLElement | null} */
    let active = null;
    /** @type {string[]} */
    let words = [];
    /** @type {string[]} */
    let marked = [];
    let asked = 0;
    let busy = false;
    /** @type {(() => void) | null} */
    let again = null;
    /** @type {() => HTMLElement[]} */
    const options = () => [...list.querySelectorAll("a")];

    // -- What is shown ----------------------------------------------------------

    /** @type {(chosen?: HTMLElement) => void} */
    function select(chosen) {
      active?.setAttribute("aria-selected", "false");
      active = chosen ?? null;
      if (!active) return field.removeAttribute("aria-activedescendant");
      active.setAttribute("aria-selected", "true");
      active.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", active.id);
    }

    /** @type {(groups: Node[], around?: KbAroundList) => void} */
    function show(groups, { text = "", before = [], after = [] } = {}) {
      select();
      status.textContent = text;
      said.replaceChildren(...before);
      list.replaceChildren(...groups);
      for (const [at, one] of options().entries()) one.id = `${id}-${at}`;
      list.hidden = !groups.length;
      foot.replaceChildren(...after);
      panel.hidden = !(text || groups.length || before.length || after.length);
      field.setAttribute("aria-expanded", String(!panel.hidden && groups.length > 0));
    }

    /** @type {(name: string, href: string, ...children: (Node | string)[]) => HTMLElement} */
    function option(name, href, ...children) {
      const link = element("a", { class: name, href, role: "option" }, ...children);
      link.setAttribute("tabindex", "-1");
      link.setAttribute("aria-selected", "false");
      return link;
    }

    /** @type {(label: string, ...children: Node[]) => HTMLElement} */
    const group = (label, ...children) =>
      element("div", { role: "group", "aria-label": label }, ...children);

    /** @type {(result: KbResult) => HTMLElement} */
    function article(result) {
      const facts = element("span", { class: "kb-search-facts" }, ...kbSearch.facts(result));
      const text = element("span", { class: "kb-search-text" });
      text.append(...kbSearch.excerpt(result, marked));
      const name = element("b", {}, result.title);
      const { badge } = kbSearch;
      const url = result.href ?? result.url;
      const link = option("kb-search-result", url, badge("Article"), " ", name, facts, text);
      const headings = result.headings.slice(0, 3);
      const below = headings.map((one) =>
        option("kb-search-heading", one.url, badge("Section"), " ", one.title),
      );
      return group(result.title, link, ...below);
    }

    /** @type {(entry: KbEntry) => HTMLElement} */
    function named({ badge, name, url, answer }) {
      const text = answer ? element("span", { class: "kb-search-answer" }, answer) : "";
      return option(
        "kb-search-page",
        url,
        kbSearch.badge(badge),
        " ",
        element("b", {}, name),
        text,
      );
    }

    async function showStart() {
      const { groups, after } = await kbSearch.start(option, () => {
        field.focus();
        showStart();
      });
      if (!field.value.trim()) show(groups, { after });
    }

    // -- From a key press to the list ---------------------------------------------

    // One question at a time, and after it the newest: nothing waits for a clock, but for the first
    // question, and for a word of one or two letters. Beginnings of words ask for much of the index.
    let typing = 0;
    function typed() {
      clearTimeout(typing);
      const isShort = /(?:^|\s)\S{1,2}$/u.test(field.value);
      if (isShort || !words.length) typing = setTimeout(() => search(), isShort ? 400 : 250);
      else search();
    }

    async function search(literal = false) {
      const text = field.value.trim();
      const mine = ++asked;
      if (busy) {
        again = () => search(literal);
        return;
      }
      if (!text) return showStart();
      busy = true;
      if (panel.hidden) show([], { text: "Searching…" });
      const slow = setTimeout(() => meanwhile(text, mine), PATIENCE);
      try {
        const answer = await kbSearch.ask(text, { literal, count: SHOWN });
        if (mine === asked) answered(answer);
      } catch {
        if (mine === asked) {
          show([], { text: "The search is not available.", before: [kbSearch.failure()] });
        }
      }
      clearTimeout(slow);
      busy = false;
      const next = again;
      again = null;
      next?.();
    }

    // On a slow network the index takes seconds; what the facts tell is there at once.
    /** @type {(text: string, mine: number) => Promise<void>} */
    async function meanwhile(text, mine) {
      const found = await byFacts(text).catch(() => []);
      if (!found.length || mine !== asked || !busy || words.length) return; // after an answer
      show(found.map(article), { text: "By title and description; more is coming…" });
    }

    /** @type {(answer: KbAnswer) => void} */
    function answered(answer) {
      words = answer.words;
      marked = kbSearch.marked(answer);
      const groups = kbSearch.inOrder(answer, named, article);
      const before = kbSearch.notes(answer, () => {
        field.focus();
        search(true);
      });
      const all = element("a", { class: "kb-search-all", href: kbSearch.address(answer.query) });
      all.textContent = `All ${answer.hits.length} results, with filters`;
      const after = [answer.hits.length ? all : kbSearch.advice()];
      show(groups, { text: kbSearch.summary(answer), before, after });
      setTimeout(kbSearch.readLexicon, LATER);
    }

    // -- Keys and clicks ------------------------------------------------------------

    /** @type {(step: number) => void} */
    function move(step) {
      const all = options();
      if (active) {
        select(all[all.indexOf(active) + step]);
      } // past either end: back in the field
      else select(all.at(step > 0 ? 0 : -1));
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
    form.addEventListener("submit", () => kbSearch.remember(field.value.trim()));
    list.addEventListener("click", (event) => {
      const chosen = /** @type {HTMLElement} */ (event.target).closest("a");
      if (!chosen || chosen.matches(".kb-search-recent, .kb-search-task")) return;
      kbSearch.remember(field.value.trim());
      kbSearch.carry(chosen.href, words);
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) dialog?.close();
    });
    if (!dialog) {
      form.addEventListener("focusout", (event) => {
        if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) show([]);
      });
    }
    field.addEventListener("focus", () => panel.hidden && search());
    kbSearch.ready().catch(() => {}); // told when something is asked
    if (document.activeElement === field) search();
  }

  kbSearch.attach = attach;
})();
