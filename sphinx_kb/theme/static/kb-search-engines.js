// The two engines of the search. Each finds articles that hold all the words of a text, as
// [{ id, score }] with the best first, and shows what a list needs of one of them.
// Pagefind answers from small files and is taken wherever it runs; Sphinx's own index is one
// large file, and answers on a disk and wherever Pagefind does not.

(() => {
  const { root, load, tokens } = kbSearch;

  // Weights found on the tuned half of tests/relevance.json; the other half measures them.
  const RANKING = {
    termSimilarity: 3,
    termFrequency: 0.7,
    pageLength: 0.75,
    metaWeights: { title: 5, aliases: 3, controls: 3, tags: 2, author: 1, description: 1, topic: 0.5, date: 0 },
  };

  // A blocked WebAssembly or a missing file never fails: the answer does not come.
  const inTime = (promise, limit) =>
    Promise.race([promise, new Promise((_, fail) => setTimeout(fail, limit, new Error("no answer in time")))]);

  // The newest articles first, from the list of cards. Pagefind would load its whole index for it.
  async function newest(key) {
    await Promise.all(["_static/kb-search-cards.js", "_static/kb-search-facets.js"].map(load));
    const { articles, values } = kbSearch.facets;
    const order = Object.keys(values);
    const named = (row, facet) => articles[row][1 + order.indexOf(facet)].map((at) => values[facet][at][1]).join(", ");
    const hits = kbSearch.cards.map(([docname, uri, title, description, date, aliases], row) => {
      const [topic, author, tags] = ["topic", "author", "tag"].map((facet) => named(row, facet));
      const card = { docname, url: new URL(uri, root).href, title, description, date, aliases, topic: topic.split(", ")[0], author, tags, headings: [] };
      return { id: key(docname, articles[row]), score: 1, card };
    });
    return hits.sort((one, other) => other.card.date.localeCompare(one.card.date));
  }

  async function pagefind(limit) {
    const folder = new URL("_pagefind/", root).href;
    const module = await import(`${folder}pagefind.js`);
    const engine = module.createInstance({ basePath: folder, excerptLength: 28, ranking: RANKING });
    const ask = async (text) => (await inTime(engine.search(text), limit)).results;
    await inTime(engine.filters(), limit); // there are none: it only tells that the engine runs
    return {
      name: "pagefind",
      search: async (text) => (await ask(text)).filter((hit) => hit.score > 0),
      all: () => newest((docname, [id]) => id),
      has: async (word) => (await ask(`"${word}"`)).length > 0,
      show: async (hit) => {
        if (hit.card) return hit.card;
        const found = await inTime(hit.data(), limit);
        const path = found.raw_url.replace(/^\//, "").split("/").map(encodeURIComponent).join("/");
        const url = new URL(path, root).href;
        return {
          ...found.meta,
          url,
          excerpt: found.excerpt,
          titles: found.anchors.map((anchor) => anchor.text).join(" "),
          headings: found.sub_results
            .filter((part) => part.anchor)
            .map((part) => ({ title: part.title, url: `${url}#${encodeURIComponent(part.anchor.id)}` })),
        };
      },
    };
  }

  async function sphinx() {
    let index;
    window.Search = { setIndex: (found) => (index = found) };
    const [listed] = await Promise.all([newest((docname) => docname), load("_static/language_data.js"), load("searchindex.js")]);
    const stemmer = new Stemmer();
    const stems = (text) => tokens(text.replaceAll("-", " ")).map((word) => stemmer.stemWord(word));
    const pages = (table, stem) => (Object.hasOwn(table, stem) ? [table[stem]].flat() : []);
    const place = new Map(index.docnames.map((name, at) => [name, at]));
    const headings = new Map();
    for (const [title, places] of Object.entries(index.alltitles)) {
      for (const [at, anchor] of places) {
        if (anchor) headings.set(at, [...(headings.get(at) ?? []), { title, anchor, stems: stems(title) }]);
      }
    }
    const cards = new Map();
    for (const { card } of listed) {
      const fields = [[card.title, 6], [card.aliases, 4], [card.description, 2], [card.tags, 2], [card.author, 3]];
      const weights = new Map();
      for (const [text, weight] of fields) {
        for (const stem of stems(text)) weights.set(stem, Math.max(weight, weights.get(stem) ?? 0));
      }
      const own = headings.get(place.get(card.docname)) ?? [];
      for (const stem of own.flatMap((heading) => heading.stems)) weights.set(stem, (weights.get(stem) ?? 0) + 1);
      const titles = own.map((heading) => heading.title).join(" ");
      cards.set(place.get(card.docname), Object.assign(card, { own, titles, weights }));
    }
    const every = [...Object.keys(index.terms), ...Object.keys(index.titleterms)];

    function holding(stem) {
      const near = stem.length > 2 ? every.filter((term) => term.startsWith(stem)) : [stem];
      const found = new Map();
      for (const term of new Set([stem, ...near])) {
        for (const at of [...pages(index.terms, term), ...pages(index.titleterms, term)]) {
          found.set(at, Math.max(term === stem ? 1 : 0.4, found.get(at) ?? 0));
        }
      }
      for (const [at, card] of cards) {
        if (card.weights.has(stem)) found.set(at, Math.max(1, found.get(at) ?? 0) + card.weights.get(stem));
      }
      return new Map([...found].filter(([at]) => cards.has(at)));
    }

    function search(text) {
      const typed = tokens(text.replaceAll("-", " ")).filter((word) => !stopwords.has(word)); // not in the index
      const words = [...new Set(typed.map((word) => stemmer.stemWord(word)))];
      const held = words.map(holding);
      const hits = [];
      for (const [at, card] of cards) {
        if (!words.length || !held.every((found) => found.has(at))) continue;
        let score = 0;
        for (const found of held) score += found.get(at) * Math.log(1 + cards.size / found.size);
        hits.push({ id: card.docname, score, card });
      }
      return hits.sort((one, other) => other.score - one.score);
    }

    return {
      name: "sphinx",
      search: async (text) => search(text),
      all: async () => listed,
      has: async (word) => holding(stemmer.stemWord(word)).size > 0,
      show: async ({ card }, words) => {
        const wanted = new Set(words.flatMap(stems));
        const fitting = card.own.filter((heading) => heading.stems.some((stem) => wanted.has(stem)));
        return {
          ...card,
          headings: fitting.map((heading) => ({ title: heading.title, url: `${card.url}#${encodeURIComponent(heading.anchor)}` })),
        };
      },
    };
  }

  Object.assign(kbSearch, { pagefind, sphinx, RANKING });
})();
