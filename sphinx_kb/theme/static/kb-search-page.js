// The results page: all results of a search, with facets that combine. The question and the
// facets stand in the address, so that a search can be kept, shared and gone back to.

(() => {
  const { element, recent, remember, carry, excerpt, facts, summary, notes, advice, failure, forget, load } = kbSearch;
  const NAMES = { topic: "Topic", author: "Author", year: "Year", level: "Level", tag: "Tag" };
  const SHOWN = 20; // articles at a time
  const FIRST = 8; // values of a facet before "more"

  const page = document.querySelector("#kb-results");
  const field = document.querySelector("main form[role='search'] input");
  const status = element("p", { class: "kb-search-status", role: "status" });
  const said = element("div", { class: "kb-search-notes" });
  const list = element("ol", { class: "kb-search-articles" });
  const more = element("button", { type: "button", class: "kb-search-more", hidden: "" }, "Show more");
  const filters = element("details", { class: "kb-search-filters", hidden: "" }, element("summary", {}, "Filters"));
  const boxes = element("div");
  filters.append(boxes);
  filters.open = matchMedia("(min-width: 960px)").matches;
  page.append(filters, element("div", { class: "kb-search-found" }, status, said, list, more));

  let asked = 0;
  let rows; // engine's name of an article -> its values, by facet

  // -- The address ------------------------------------------------------------

  const FACETS = Object.keys(NAMES);
  const state = () => {
    const given = new URLSearchParams(location.search);
    const chosen = Object.fromEntries(FACETS.map((facet) => [facet, new Set(given.getAll(facet).filter(Boolean))]));
    return { text: (given.get("q") ?? "").trim(), literal: given.has("literal"), chosen };
  };

  function go({ text, literal, chosen }, replace = false) {
    const url = new URL(location.pathname, location.href);
    if (text) url.searchParams.set("q", text);
    for (const facet of FACETS) for (const value of chosen[facet]) url.searchParams.append(facet, value);
    if (literal) url.searchParams.set("literal", "1");
    if (url.href !== location.href) history[replace ? "replaceState" : "pushState"](null, "", url);
    search();
  }

  // -- Facets -----------------------------------------------------------------

  async function readRows(engine) {
    await load("_static/kb-search-facets.js");
    if (engine === "sphinx") await load("_static/kb-search-cards.js");
    const { values, articles } = kbSearch.facets;
    const order = Object.keys(values);
    rows = new Map();
    articles.forEach(([id, ...places], row) => {
      const key = engine === "sphinx" ? kbSearch.cards[row][0] : id;
      rows.set(key, Object.fromEntries(order.map((facet, at) => [facet, places[at].map((place) => values[facet][place][0])])));
    });
    rows.engine = engine;
  }

  // Any value of a facet, and every facet that has one chosen.
  const fits = (chosen, id, without) =>
    FACETS.every((facet) => facet === without || !chosen[facet].size || rows.get(id)?.[facet].some((value) => chosen[facet].has(value)));

  function drawFacets({ hits }, current) {
    const open = new Set([...boxes.querySelectorAll("details[open]")].map((box) => box.dataset.facet));
    const focused = document.activeElement?.closest("label")?.dataset.value;
    const drawn = FACETS.map((facet) => drawFacet(facet, hits, current, open)).filter(Boolean);
    const chosen = FACETS.some((facet) => current.chosen[facet].size);
    const clear = element("button", { type: "button", class: "kb-search-link" }, "Clear filters");
    clear.addEventListener("click", () => go({ ...state(), chosen: Object.fromEntries(FACETS.map((facet) => [facet, new Set()])) }));
    boxes.replaceChildren(...(chosen ? [clear] : []), ...drawn);
    filters.hidden = !drawn.length;
    if (focused) boxes.querySelector(`label[data-value="${CSS.escape(focused)}"] input`)?.focus();
  }

  function drawFacet(facet, hits, { chosen }, open) {
    const counts = new Map();
    for (const { id } of hits) {
      if (!fits(chosen, id, facet)) continue;
      for (const value of rows.get(id)?.[facet] ?? []) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const known = new Map(kbSearch.facets.values[facet]);
    for (const value of chosen[facet]) if (known.has(value)) counts.set(value, counts.get(value) ?? 0);
    const order = ([one, ones], [other, others]) =>
      facet === "year" ? other.localeCompare(one) : others - ones || known.get(one).localeCompare(known.get(other));
    const labels = [...counts].sort(order).map(([value, count]) => {
      const box = element("input", { type: "checkbox", value });
      box.checked = chosen[facet].has(value);
      box.addEventListener("change", () => {
        const next = state();
        if (box.checked) next.chosen[facet].add(value);
        else next.chosen[facet].delete(value);
        go(next);
      });
      return element("label", { "data-value": `${facet} ${value}` }, box, " ", known.get(value), " ", element("span", {}, String(count)));
    });
    if (!labels.length) return null;
    const set = element("fieldset", {}, element("legend", {}, NAMES[facet]), ...labels.slice(0, FIRST));
    if (labels.length > FIRST) {
      const rest = element("details", { "data-facet": facet }, element("summary", {}, `${labels.length - FIRST} more`), ...labels.slice(FIRST));
      rest.open = open.has(facet) || labels.slice(FIRST).some((label) => label.firstChild.checked);
      set.append(rest);
    }
    return set;
  }

  // -- Results ----------------------------------------------------------------

  function article(result, words) {
    const title = element("h2", {}, element("a", { href: result.url }, result.title));
    const headings = result.headings.slice(0, 3).map(({ title, url }) => element("li", {}, element("a", { href: url }, title)));
    return element(
      "li",
      {},
      title,
      element("p", { class: "kb-search-facts" }, ...facts(result)),
      element("p", { class: "kb-search-text" }, ...excerpt(result, words)),
      headings.length ? element("ul", { "aria-label": `In ${result.title}` }, ...headings) : null,
    );
  }

  const line = (pages) =>
    element("p", { class: "kb-search-pages" }, ...pages.flatMap(({ kind, name, url }, at) => [at ? " · " : "", `${kind}: `, element("a", { href: url }, name)]));

  function showRecent() {
    filters.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    const kept = recent();
    if (!kept.length) return said.replaceChildren();
    const links = kept.map((text) => element("li", {}, element("a", { href: `?${new URLSearchParams({ q: text })}` }, text)));
    const clear = element("button", { type: "button", class: "kb-search-link" }, "Clear recent searches");
    clear.addEventListener("click", () => {
      forget();
      showRecent();
      field.focus();
    });
    return said.replaceChildren(element("p", {}, "Recent searches"), element("ul", {}, ...links), clear);
  }

  async function search(from = 0) {
    const current = state();
    const mine = ++asked;
    const some = FACETS.some((facet) => current.chosen[facet].size);
    more.hidden = true;
    if (!current.text && !some) return showRecent();
    if (!status.textContent) status.textContent = "Searching…";
    try {
      await kbSearch.parts();
      if (some && !rows) await readRows((await kbSearch.ready()).name);
      const ask = () =>
        kbSearch.ask(current.text, { literal: current.literal, count: SHOWN, from, keep: (hit) => !some || fits(current.chosen, hit.id) });
      let answer = await ask();
      if (some && rows.engine !== answer.engine) {
        await readRows(answer.engine); // the first engine gave up: the other has its own names
        answer = await ask();
      }
      if (mine === asked) answered(answer, current, from);
      if (rows?.engine !== answer.engine) await readRows(answer.engine);
      if (mine === asked) drawFacets(answer, current);
    } catch {
      if (mine !== asked) return;
      status.textContent = "The search is not available.";
      said.replaceChildren(failure());
      list.replaceChildren();
    }
  }

  function answered(answer, current, from) {
    const { results, kept, words, pages } = answer;
    const items = results.map((result) => article(result, words));
    status.textContent = summary(answer);
    const changed = notes(answer, () => go({ ...state(), literal: true }));
    const named = pages.length ? [line(pages)] : [];
    said.replaceChildren(...changed, ...named, ...(kept.length ? [] : [advice()]));
    if (from) list.append(...items);
    else list.replaceChildren(...items);
    list.dataset.words = JSON.stringify(words);
    const end = from + SHOWN;
    more.hidden = end >= kept.length;
    more.onclick = async () => {
      await search(end);
      list.children[end]?.querySelector("a").focus();
    };
    document.title = document.title.replace(/^.*?(?=Search)/, current.text ? `${current.text} - ` : "");
  }

  // -- The field, the back button, the way to an article -----------------------------

  let typing;
  field.value = state().text;
  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => go({ ...state(), text: field.value.trim(), literal: false }, true), 150);
  });
  field.closest("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    remember(field.value.trim());
    go({ ...state(), text: field.value.trim(), literal: false });
  });
  window.addEventListener("popstate", () => {
    field.value = state().text;
    search();
  });
  page.addEventListener("click", (event) => {
    const link = event.target.closest(".kb-search-articles a");
    if (!link) return;
    remember(field.value.trim());
    carry(link.href, JSON.parse(list.dataset.words ?? "[]"));
  });
  search();
})();
