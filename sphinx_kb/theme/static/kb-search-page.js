// The results page: all results of a search, with facets that combine. The question and the
// facets stand in the address, so that a search can be kept, shared and gone back to.

(() => {
  const { element, load } = kbSearch;
  /** @type {Record<KbFacet, string>} */
  const NAMES = { topic: "Topic", author: "Author", year: "Year", level: "Level", tag: "Tag" };
  const FACETS = /** @type {KbFacet[]} */ (Object.keys(NAMES));
  const SHOWN = 20; // articles at a time
  const FIRST = 8; // values of a facet before "more"

  const page = /** @type {HTMLElement} */ (document.querySelector("#kb-results"));
  const form = /** @type {HTMLFormElement} */ (document.querySelector("main form[role='search']"));
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const status = element("p", { class: "kb-search-status", role: "status" });
  const said = element("div", { class: "kb-search-notes" });
  const list = element("ol", { class: "kb-search-articles" });
  const more = element("button", { type: "button", class: "kb-search-more", hidden: "" });
  const filters = element("details", { class: "kb-search-filters kb-search-none", hidden: "" });
  const boxes = element("div");
  more.textContent = "Show more";
  filters.append(element("summary", {}, "Filters"), boxes);
  filters.open = matchMedia("(min-width: 960px)").matches;
  page.append(filters, element("div", { class: "kb-search-found" }, status, said, list, more));

  let asked = 0;
  let rowsOf = ""; // the engine whose names of articles the rows have
  /** @type {Map<string, Record<KbFacet, string[]>>} */
  const rows = new Map();

  // -- The address ------------------------------------------------------------

  /** @type {(values: (facet: KbFacet) => Iterable<string>) => KbChosen} */
  const choose = (values) =>
    /** @type {KbChosen} */ (
      Object.fromEntries(FACETS.map((facet) => [facet, new Set(values(facet))]))
    );

  /** @type {() => KbState} */
  const state = () => {
    const given = new URLSearchParams(location.search);
    const chosen = choose((facet) => given.getAll(facet).filter(Boolean));
    return { text: (given.get("q") ?? "").trim(), literal: given.has("literal"), chosen };
  };

  /** @type {(state: KbState, replace?: boolean) => void} */
  function go({ text, literal, chosen }, replace = false) {
    const url = new URL(location.pathname, location.href);
    if (text) url.searchParams.set("q", text);
    for (const facet of FACETS) {
      for (const value of chosen[facet]) url.searchParams.append(facet, value);
    }
    if (literal) url.searchParams.set("literal", "1");
    if (url.href !== location.href) history[replace ? "replaceState" : "pushState"](null, "", url);
    search();
  }

  // -- Facets -----------------------------------------------------------------

  /** @type {(engine: string) => Promise<void>} */
  async function readRows(engine) {
    await load("_static/kb-search-facets.js");
    if (engine === "sphinx") await load("_static/kb-search-cards.js");
    const { values, articles } = kbSearch.facets;
    const order = /** @type {KbFacet[]} */ (Object.keys(values));
    rows.clear();
    for (const [row, [id, ...places]] of articles.entries()) {
      const held = order.map((facet, at) => {
        const names = places[at].map((place) => values[facet][place][0]);
        return /** @type {[KbFacet, string[]]} */ ([facet, names]);
      });
      const key = engine === "sphinx" ? kbSearch.cards[row][0] : id;
      rows.set(key, /** @type {Record<KbFacet, string[]>} */ (Object.fromEntries(held)));
    }
    rowsOf = engine;
  }

  // Any value of a facet, and every facet that has one chosen.
  /** @type {(chosen: KbChosen, id: string, without?: KbFacet) => boolean} */
  const matches = (chosen, id, without) =>
    FACETS.filter((facet) => facet !== without && chosen[facet].size).every((facet) =>
      rows.get(id)?.[facet].some((value) => chosen[facet].has(value)),
    );

  /** @type {(answer: KbAnswer, current: KbState) => void} */
  function drawFacets({ hits }, current) {
    /** @type {NodeListOf<HTMLElement>} */
    const opened = boxes.querySelectorAll("details[open]");
    const open = new Set([...opened].map((box) => box.dataset.facet));
    const focused = document.activeElement?.closest("label")?.dataset.value;
    const drawn = FACETS.flatMap((facet) => drawFacet(facet, hits, current, open.has(facet)));
    const clear = element("button", { type: "button", class: "kb-search-link" }, "Clear filters");
    clear.addEventListener("click", () => go({ ...state(), chosen: choose(() => []) }));
    const chosen = FACETS.some((facet) => current.chosen[facet].size);
    boxes.replaceChildren(...(chosen ? [clear] : []), ...drawn);
    filters.classList.toggle("kb-search-none", !drawn.length); // its place stays: nothing moves
    if (!focused) return;
    /** @type {HTMLElement | null} */
    const box = boxes.querySelector(`label[data-value="${CSS.escape(focused)}"] input`);
    box?.focus();
  }

  /** @type {(facet: KbFacet, value: string, checked: boolean) => HTMLInputElement} */
  function drawBox(facet, value, checked) {
    const box = element("input", { type: "checkbox", value });
    box.checked = checked;
    box.addEventListener("change", () => {
      const next = state();
      if (box.checked) next.chosen[facet].add(value);
      else next.chosen[facet].delete(value);
      go(next);
    });
    return box;
  }

  /** @type {(facet: KbFacet, hits: KbHit[], current: KbState, open: boolean) => HTMLElement[]} */
  function drawFacet(facet, hits, { chosen }, open) {
    const names = new Map(kbSearch.facets.values[facet]);
    const name = (/** @type {string} */ value) => names.get(value) ?? "";
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { id } of hits) {
      if (!matches(chosen, id, facet)) continue;
      for (const value of rows.get(id)?.[facet] ?? []) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    for (const value of chosen[facet]) {
      if (names.has(value)) counts.set(value, counts.get(value) ?? 0);
    }
    const values = [...counts].sort(([one, ones], [other, others]) =>
      facet === "year"
        ? other.localeCompare(one)
        : others - ones || name(one).localeCompare(name(other)),
    );
    const labels = values.map(([value, count]) => {
      const box = drawBox(facet, value, chosen[facet].has(value));
      const label = element("label", { "data-value": `${facet} ${value}` }, box);
      label.append(" ", name(value), " ", element("span", {}, String(count)));
      return label;
    });
    if (!labels.length) return [];
    const set = element("fieldset", {}, element("legend", {}, NAMES[facet]));
    set.append(...labels.slice(0, FIRST));
    if (labels.length > FIRST) {
      const rest = element("details", { "data-facet": facet });
      rest.append(element("summary", {}, `${labels.length - FIRST} more`), ...labels.slice(FIRST));
      rest.open = open || rest.querySelector("input:checked") !== null;
      set.append(rest);
    }
    return [set];
  }

  // -- Results ----------------------------------------------------------------

  /** @type {(result: KbResult, words: string[]) => HTMLElement} */
  function article(result, words) {
    const link = element("a", { href: result.href ?? result.url }, result.title);
    const item = element("li", {}, element("h2", {}, kbSearch.badge("Article"), " ", link));
    item.append(element("p", { class: "kb-search-facts" }, ...kbSearch.facts(result)));
    item.append(element("p", { class: "kb-search-text" }, ...kbSearch.excerpt(result, words)));
    const headings = result.headings.slice(0, 3);
    const below = headings.map(({ title, url }) => {
      const section = element("a", { href: url }, title);
      return element("li", {}, kbSearch.badge("Section"), " ", section);
    });
    if (below.length) item.append(element("ul", { "aria-label": `In ${result.title}` }, ...below));
    return item;
  }

  /** @type {(entry: KbEntry) => HTMLElement} */
  function named({ badge, name, url, answer }) {
    const link = element("a", { href: url }, name);
    const item = element("li", { class: "kb-search-pages" });
    item.append(element("h2", {}, kbSearch.badge(badge), " ", link));
    if (answer) item.append(element("p", { class: "kb-search-answer" }, answer));
    return item;
  }

  async function showStart() {
    filters.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    said.replaceChildren();
    await kbSearch.parts();
    /** @type {(name: string, href: string, ...children: (Node | string)[]) => HTMLElement} */
    const link = (name, href, ...children) =>
      element("p", {}, element("a", { class: name, href }, ...children));
    const { groups, after } = await kbSearch.start(link, showStart);
    if (!state().text) said.replaceChildren(...groups, ...after);
  }

  async function search(from = 0) {
    const current = state();
    const mine = ++asked;
    const some = FACETS.some((facet) => current.chosen[facet].size);
    more.hidden = true;
    if (!current.text && !some) return showStart().catch(() => {});
    filters.hidden = false;
    if (!status.textContent) status.textContent = "Searching…";
    try {
      await kbSearch.parts();
      if (some && !rowsOf) await readRows((await kbSearch.ready()).name);
      const ask = () =>
        kbSearch.ask(current.text, {
          literal: current.literal,
          count: SHOWN,
          from,
          keep: (hit) => matches(current.chosen, hit.id),
        });
      let answer = await ask();
      if (some && rowsOf !== answer.engine) {
        await readRows(answer.engine); // the first engine gave up: the other has its own names
        answer = await ask();
      }
      if (mine === asked) answered(answer, current, from);
      if (rowsOf !== answer.engine) await readRows(answer.engine);
      if (mine === asked) drawFacets(answer, current);
    } catch {
      if (mine !== asked) return;
      status.textContent = "The search is not available.";
      said.replaceChildren(kbSearch.failure());
      list.replaceChildren();
    }
  }

  /** @type {(answer: KbAnswer, current: KbState, from: number) => void} */
  function answered(answer, current, from) {
    const { results, kept, words } = answer;
    const marked = kbSearch.marked(answer);
    const isWhole = !from && !FACETS.some((facet) => current.chosen[facet].size);
    const shown = isWhole ? answer : { results, pages: [], further: [] };
    const items = kbSearch.inOrder(shown, named, (result) => article(result, marked));
    status.textContent = kbSearch.summary(answer);
    said.replaceChildren(...kbSearch.notes(answer, () => go({ ...state(), literal: true })));
    if (!kept.length) said.append(kbSearch.advice());
    if (from) list.append(...items);
    else list.replaceChildren(...items);
    list.dataset.words = JSON.stringify(words);
    const end = from + SHOWN;
    more.hidden = end >= kept.length;
    more.onclick = async () => {
      const next = list.children.length;
      await search(end);
      list.children[next]?.querySelector("a")?.focus();
    };
    const before = current.text ? `${current.text} - ` : "";
    kbSearch.readLexicon();
    document.title = document.title.replace(/^.*?(?=Search)/, () => before);
  }

  // -- The field, the back button, the way to an article -----------------------------

  let typing = 0;
  /** @type {(replace: boolean) => void} */
  const goTyped = (replace) =>
    go({ ...state(), text: field.value.trim(), literal: false }, replace);
  field.value = state().text;
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(goTyped, 150, true);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    kbSearch.remember(field.value.trim());
    goTyped(false);
  });
  window.addEventListener("popstate", () => {
    field.value = state().text;
    search();
  });
  list.addEventListener("click", (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a");
    if (!link) return;
    kbSearch.remember(field.value.trim());
    kbSearch.carry(link.href, JSON.parse(list.dataset.words ?? "[]"));
  });
  search();
})();
