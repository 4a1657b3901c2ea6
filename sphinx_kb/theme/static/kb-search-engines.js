// The two engines of the search. Each finds articles that hold all the words of a text, as
// [{ id, score }] with the best first, and shows what a list needs of one of them.
// Pagefind answers from small files and is taken wherever it runs; Sphinx's own index is one
// large file, and answers on a disk and wherever Pagefind does not.

(() => {
  const { root, load, tokens, unspaced } = kbSearch;
  const AROUND = 90; // signs of an excerpt without spaces

  // Weights found on the tuned half of tests/site/relevance.json; the other half measures them.
  const RANKING = {
    termSimilarity: 3,
    termFrequency: 0.7,
    pageLength: 0.75,
    metaWeights: {
      title: 5,
      aliases: 3,
      controls: 3,
      tags: 2,
      author: 1,
      description: 1,
      terms: 0.3,
      folded: 1,
      topic: 0.5,
      date: 0,
      due: 0,
    },
  };

  // A blocked WebAssembly or a missing file never fails: the answer does not come.
  /** @type {<T>(promise: Promise<T>, limit: number) => Promise<T>} */
  const inTime = (promise, limit) =>
    Promise.race([
      promise,
      new Promise((_, fail) => setTimeout(fail, limit, new Error("no answer in time"))),
    ]);

  // The newest articles first, from the list of cards. Pagefind would load its whole index for it.
  /** @type {(key: (docname: string, id: string) => string) => Promise<KbListed[]>} */
  async function newest(key) {
    await Promise.all(["_static/kb-search-cards.js", "_static/kb-search-facets.js"].map(load));
    const { articles, values } = kbSearch.facets;
    const order = Object.keys(values);
    /** @type {(row: number, facet: KbFacet) => string} */
    const named = (row, facet) => {
      const [, ...places] = articles[row];
      return places[order.indexOf(facet)].map((at) => values[facet][at][1]).join(", ");
    };
    const hits = kbSearch.cards.map((card, row) => {
      const [docname, uri, title, description, date, aliases, terms, due] = card;
      const shown = {
        docname,
        url: new URL(uri, root).href,
        title,
        description,
        date,
        aliases,
        terms,
        due,
        topic: named(row, "topic").split(", ")[0],
        author: named(row, "author"),
        tags: named(row, "tag"),
        headings: [],
      };
      return { id: key(docname, articles[row][0]), score: 1, card: shown };
    });
    return hits.sort((one, other) => other.card.date.localeCompare(one.card.date));
  }

  // How much a section says of what was asked: what it weighs at each place where it does.
  /** @type {(part: any) => number} */
  const said = (part) =>
    part.weighted_locations.reduce(
      (/** @type {number} */ sum, /** @type {any} */ at) => sum + at.balanced_score,
      0,
    );

  // The text of an article that was found by signs, which the engine does not look for: it is in the
  // engine's own file, behind a mark.
  const MARK = "pagefind_dcd".length;
  /** @type {(file: string) => Promise<any>} */
  async function fragment(file) {
    const packed = (await fetch(file)).body;
    if (!packed) throw new Error(`cannot read ${file}`);
    const text = await new Response(packed.pipeThrough(new DecompressionStream("gzip"))).text();
    return JSON.parse(text.slice(MARK));
  }

  // Sections as links, in their order.
  /** @type {(parts: any[], url: string) => Pick<KbResult, "headings">} */
  const shownParts = (parts, url) => ({
    headings: parts
      .filter((part) => part.anchor)
      .map((part) => ({
        title: part.title,
        url: `${url}#${encodeURIComponent(part.anchor.id)}`,
        isBest: part === parts[0],
      })),
  });

  // An excerpt around the place that has most of some words, and the sections that have them.
  /** @type {(found: any, words: string[]) => { excerpt: string, parts: any[] } | null} */
  function around(found, words) {
    const signs = words.filter((word) => unspaced.test(word));
    const folded = kb.fold(found.content);
    if (!signs.length || folded.length !== found.content.length) return null;
    const places = signs.flatMap((word) =>
      [...folded.matchAll(new RegExp(word, "gu"))].map(({ index }) => index),
    );
    if (!places.length) return null;
    places.sort((one, other) => one - other);
    /** @type {(from: number) => number} */
    const near = (from) => places.filter((at) => at >= from && at < from + AROUND).length;
    const best = places.reduce((top, at) => (near(at) > near(top) ? at : top));
    const from = Math.max(0, best - AROUND / 3);
    /** @type {(text: string) => string} */
    const safe = (text) => text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;");
    const pattern = new RegExp(`(${signs.join("|")})`, "giu");
    const excerpt = [...found.content.slice(from, from + AROUND)]
      .join("")
      .split(pattern)
      .map((/** @type {string} */ part, /** @type {number} */ at) =>
        at % 2 ? `<mark>${safe(part)}</mark>` : safe(part),
      )
      .join("");
    return { excerpt, parts: sectionsOf(found, places) };
  }

  // The sections that have something at these places of a text, the one with most first.
  /** @type {(found: any, places: number[]) => any[]} */
  function sectionsOf({ content, anchors }, places) {
    const starts = [...content.matchAll(/\S+/gu)].map(({ index }) => index); // of words
    const begins = anchors.map((/** @type {any} */ one) => starts[one.location] ?? content.length);
    const counts = new Map();
    for (const at of places) {
      const section = begins.findLastIndex((/** @type {number} */ begin) => begin <= at);
      counts.set(section, (counts.get(section) ?? 0) + 1);
    }
    return [...counts]
      .sort(([, one], [, other]) => other - one)
      .map(([section]) => ({ title: anchors[section]?.text, anchor: anchors[section] }));
  }

  /** @type {KbSearch["pagefind"]} */
  async function pagefind(limit) {
    const folder = new URL("_pagefind/", root).href;
    const module = await import(`${folder}pagefind.js`);
    const engine = module.createInstance({
      basePath: folder,
      excerptLength: 28,
      ranking: RANKING,
      noWorker: true, // it answers in milliseconds, and is 12 kB less
    });
    /** @type {(text: string) => Promise<KbHit[]>} */
    const ask = async (text) => (await inTime(engine.search(text), limit)).results;
    await inTime(engine.filters(), limit); // there are none: it only tells that the engine runs
    const others = (document.body.dataset.kbParts ?? "").split(" ").filter(Boolean);
    /** @type {(part: string) => Promise<void>} */
    const merge = (part) =>
      engine.mergeIndex(new URL("_pagefind/", new URL(part, root)).href, {
        excerptLength: 28,
        ranking: RANKING,
      });
    // A part of the site that cannot be reached is left out.
    await Promise.all(others.map((part) => inTime(merge(part), limit).catch(() => {})));
    return {
      name: "pagefind",
      search: async (text) => (await ask(text)).filter((hit) => hit.score > 0),
      all: () => newest((_, id) => id),
      has: async (word) => (await ask(`"${word}"`)).length > 0,
      show: async (hit, words) => {
        const file = `${folder}fragment/${hit.id}.pf_fragment`;
        if (!hit.data && !words.some((word) => unspaced.test(word))) {
          return /** @type {KbCard} */ (hit.card);
        }
        const data = hit.data ? hit.data() : fragment(file).catch(() => ({ content: "" }));
        const found = await inTime(data, limit);
        const own = around(found, words);
        if (!hit.data) {
          const card = /** @type {KbCard} */ (hit.card);
          return { ...card, ...shownParts(own?.parts ?? [], card.url), excerpt: own?.excerpt };
        }
        const place = found.url.replace(root.origin, ""); // of another part, it is the whole address
        const path = place.split("/").map(encodeURIComponent).join("/");
        const url = new URL(path, root).href;
        /** @type {any[]} */
        const best =
          own?.parts ??
          found.sub_results.sort(
            (/** @type {any} */ one, /** @type {any} */ other) => said(other) - said(one),
          );
        return {
          ...found.meta,
          url,
          excerpt: own?.excerpt ?? found.excerpt,
          content: found.content,
          sections: found.anchors.map((/** @type {any} */ one) => ({ at: one.location })),
          titles: found.anchors.map((/** @type {any} */ anchor) => anchor.text).join(" "),
          ...shownParts(best, url),
        };
      },
    };
  }

  // The words of Sphinx's index as ours are compared: it knows "straße", we ask for "strasse".
  /** @type {(table: SphinxIndex["terms"]) => Map<string, number[]>} */
  function foldedTable(table) {
    const folded = new Map();
    for (const [term, pages] of Object.entries(table)) {
      const key = kb.fold(term);
      folded.set(key, [...(folded.get(key) ?? []), ...[pages].flat()]);
    }
    return folded;
  }

  /** @type {KbSearch["sphinx"]} */
  async function sphinx() {
    /** @type {SphinxIndex | undefined} */
    let read;
    window.Search = { setIndex: (found) => (read = found) };
    const [listed] = await Promise.all([
      newest((docname) => docname),
      load("_static/language_data.js"),
      load("searchindex.js"),
    ]);
    const index = /** @type {SphinxIndex} */ (/** @type {unknown} */ (read));
    const tables = [index.terms, index.titleterms].map(foldedTable);
    const stemmer = new Stemmer();
    /** @type {(text: string) => string[]} */
    const stems = (text) => tokens(text.replaceAll("-", " ")).map((word) => stemmer.stemWord(word));
    const place = new Map(index.docnames.map((name, at) => [name, at]));
    /** @type {Map<number, KbOwnHeading[]>} */
    const headings = new Map();
    for (const [title, places] of Object.entries(index.alltitles)) {
      for (const [at, anchor] of places) {
        if (!anchor) continue;
        headings.set(at, [...(headings.get(at) ?? []), { title, anchor, stems: stems(title) }]);
      }
    }
    /** @type {Map<number, KbCard & { weights: Map<string, number> }>} */
    const cards = new Map();
    for (const { card } of listed) {
      const at = /** @type {number} */ (place.get(card.docname));
      /** @type {[string, number][]} */
      const fields = [
        [card.title, 6],
        [card.aliases, 4],
        [card.terms, 2],
        [card.description, 2],
        [card.tags, 2],
        [card.author, 3],
      ];
      /** @type {Map<string, number>} */
      const weights = new Map();
      for (const [text, weight] of fields) {
        for (const stem of stems(text)) weights.set(stem, Math.max(weight, weights.get(stem) ?? 0));
      }
      const own = headings.get(at) ?? [];
      for (const stem of own.flatMap((heading) => heading.stems)) {
        weights.set(stem, (weights.get(stem) ?? 0) + 1);
      }
      const titles = own.map((heading) => heading.title).join(" ");
      cards.set(at, Object.assign(card, { own, titles, weights }));
    }
    const every = tables.flatMap((table) => [...table.keys()]);

    /** @type {(stem: string) => Map<number, number>} */
    function holding(stem) {
      const near = stem.length > 2 ? every.filter((term) => term.startsWith(stem)) : [];
      /** @type {Map<number, number>} */
      const found = new Map();
      for (const term of new Set([stem, ...near])) {
        for (const at of tables.flatMap((table) => table.get(term) ?? [])) {
          found.set(at, Math.max(term === stem ? 1 : 0.4, found.get(at) ?? 0));
        }
      }
      for (const [at, { weights }] of cards) {
        const weight = weights.get(stem);
        if (weight) found.set(at, Math.max(1, found.get(at) ?? 0) + weight);
      }
      return new Map([...found].filter(([at]) => cards.has(at)));
    }

    /** @type {(text: string) => KbHit[]} */
    function search(text) {
      const typed = tokens(text.replaceAll("-", " "));
      const indexed = typed.filter((word) => !stopwords.has(word));
      const words = [...new Set(indexed.map((word) => stemmer.stemWord(word)))];
      const held = words.map(holding);
      const hits = [];
      for (const [at, card] of cards) {
        if (!words.length || !held.every((found) => found.has(at))) continue;
        let score = 0;
        for (const found of held) {
          score += (found.get(at) ?? 0) * Math.log(1 + cards.size / found.size);
        }
        hits.push({ id: card.docname, score, card });
      }
      return hits.sort((one, other) => other.score - one.score);
    }

    return {
      name: "sphinx",
      search: async (text) => search(text),
      all: async () => listed,
      has: async (word) => holding(stemmer.stemWord(word)).size > 0,
      show: async (hit, words) => {
        const card = /** @type {KbCard} */ (hit.card);
        const wanted = new Set(words.flatMap(stems));
        const own = card.own ?? [];
        const fitting = own.filter((heading) => heading.stems.some((stem) => wanted.has(stem)));
        return {
          ...card,
          headings: fitting.map(({ title, anchor }) => ({
            title,
            url: `${card.url}#${encodeURIComponent(anchor)}`,
          })),
        };
      },
    };
  }

  Object.assign(kbSearch, { pagefind, sphinx, RANKING });
})();
