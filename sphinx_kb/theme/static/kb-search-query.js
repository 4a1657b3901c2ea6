// From what a reader types to the articles that answer it: stop words, misspellings, other
// names of one thing, and fewer words when all together find too little. The engines give
// scale; this gives relevance (tests/site/relevance.json measures it).

(() => {
  const { tokens, unspaced: UNSPACED } = kbSearch;
  const LIMIT = 8000; // milliseconds in which the first engine has to answer
  const FEW = 5; // under so many articles, those that have only some of the words are added
  const POOL = 16; // the best articles of the engine, ranked again by what they say of themselves
  const SWAPPED = 0.9; // what an article counts that is found by another name of the words
  const BESIDE = 0.5; // the same, where enough articles have the words themselves
  const MANY = 100; // from so many articles on, other names of the words are not asked for
  const SURE = 3; // a word of so many articles is in the index, or a file of it is gone
  const FIT = 1; // how much that counts beside the engine's own score
  /** @type {[keyof KbResult, number][]} */
  const FIELDS = [
    ["title", 1],
    ["aliases", 0.7],
    ["tags", 0.4],
    ["titles", 0.4],
    ["description", 0.4],
    ["controls", 1],
    ["author", 0.6],
  ];
  const STOP = new Set(
    (
      "a about all also am an and any are as at be been being but by can could did do does doing " +
      "done for from get gets getting give go had has have having he her his how i if in into is " +
      "it its just let lets like make makes making may me might more most much must my need " +
      "needs no nor not of off on once one only or our ours out over own shall she should so " +
      "some such take than that the their them then there these they this those to too under " +
      "until up us use used using very want wants was we were what when where which while who " +
      "whom whose why will with within without would you your yours"
    ).split(" "),
  );

  /** @type {Map<string, number>} in how many articles a word is, by its stem */
  const common = new Map();
  /** @type {Map<string, number>} in how many articles a word is */
  const lexicon = new Map();
  /** @type {Map<string, string[]>} the other names of a phrase */
  const phrases = new Map();
  /** @type {Promise<KbEngine> | undefined} */
  let provider;
  const CODE = /\p{N}/u;
  const WHOLE = new Set(["Tag", "Now", "Site"]); // kinds whose names are all that was asked

  // Words that the engine does not find to the letter, and that are listed beside it.
  /** @type {(word: string) => boolean} */
  const isListed = (word) => CODE.test(word) || UNSPACED.test(word);

  /** @type {KbSearch["contentWords"]} */
  const contentWords = (words) => words.filter((word) => !STOP.has(word));

  function readVocabulary() {
    const { words, groups } = kbSearch.vocabulary;
    for (const entry of words.split(" ")) {
      const [word, count] = entry.split(":");
      lexicon.set(word, Number(count));
      common.set(stem(word), Math.max(Number(count), common.get(stem(word)) ?? 0));
    }
    for (const group of groups) {
      for (const term of group) {
        const name = plain(term).join(" ");
        phrases.set(name, [...(phrases.get(name) ?? []), ...group]);
      }
    }
  }

  async function begin() {
    const lists = kbSearch.load("_static/kb-search-words.js").catch(() => {
      kbSearch.vocabulary = { words: "", groups: [], names: [] };
    });
    const engine =
      location.protocol === "file:"
        ? kbSearch.sphinx()
        : kbSearch.pagefind(LIMIT).catch(kbSearch.sphinx);
    await lists;
    readVocabulary();
    return engine;
  }

  /** @type {KbSearch["ready"]} */
  const ready = () => (provider ??= begin());

  // -- What stands in the articles, and what does not --------------------------

  // The articles with a word that has a digit, by the engine's names of them: "8-K" is in "8-K's",
  // but 5 is not in 5.7. The engine would take 1.3 for 13, and "x" for "xlsx".
  /** @type {(word: string, engine: KbEngine) => Promise<Set<string>>} */
  async function coded(word, engine) {
    const lists = ["codes", "facets", ...(engine.name === "sphinx" ? ["cards"] : [])];
    await Promise.all(lists.map((name) => kbSearch.load(`_static/kb-search-${name}.js`)));
    const { codes, cards, facets } = kbSearch;
    const whole = /\p{L}/u.test(word);
    const rows = UNSPACED.test(word)
      ? unspacedRows(word)
      : Object.keys(codes)
          .filter(
            (code) => code === word || (whole && code.startsWith(word) && isEnd(code[word.length])),
          )
          .flatMap((code) => codes[code]);
    return new Set(
      rows.map((row) => (engine.name === "sphinx" ? cards[row][0] : facets.articles[row][0])),
    );
  }

  // The articles with all neighbors of signs that a word has, in a script without spaces.
  /** @type {(word: string) => number[]} */
  function unspacedRows(word) {
    const { codes } = kbSearch;
    const signs = [...word];
    if (signs.length === 1) {
      const holding = Object.keys(codes).filter((code) => code.includes(word));
      return holding.flatMap((code) => codes[code]);
    }
    const held = signs.slice(1).map((sign, at) => new Set(codes[signs[at] + sign] ?? []));
    return [...held[0]].filter((row) => held.every((rows) => rows.has(row)));
  }

  // The parts of a word of one script each: "ISO管理" is two words.
  /** @type {(word: string) => string[]} */
  function apart(word) {
    if (!UNSPACED.test(word)) return [word];
    const signs = UNSPACED.source.slice(1, -1);
    return word.match(new RegExp(`[${signs}]+|[^${signs}]+`, "gu")) ?? [];
  }

  /** @type {(sign: string) => boolean} */
  const isEnd = (sign) => !/[\p{L}\p{N}]/u.test(sign);

  // Whether a word stands in an article, or one that begins with it, if it is being typed.
  /** @type {(word: string, engine: KbEngine, isTyped?: boolean) => Promise<boolean>} */
  async function stands(word, engine, isTyped = true) {
    if (isListed(word)) return (await coded(word, engine)).size > 0;
    if ((isTyped && lexicon.has(word)) || (await engine.has(word))) return true;
    for (const known of lexicon.keys()) if (isTyped && known.startsWith(word)) return true;
    const parts = word.split(/[^\p{L}]+/u).filter(Boolean);
    if (parts.length < 2) return false;
    return (await Promise.all(parts.map((part) => stands(part, engine, isTyped)))).every(Boolean);
  }

  // The articles with all the words of a query, and with its codes to the letter.
  /** @type {(words: string[], engine: KbEngine, isTyped?: boolean) => Promise<KbHit[]>} */
  async function having(words, engine, isTyped = true) {
    const known = await Promise.all(words.map((word) => stands(word, engine, isTyped)));
    if (!known.every(Boolean)) return [];
    const codes = words.filter(isListed);
    const held = await Promise.all(codes.map((word) => coded(word, engine)));
    /** @type {(hits: KbHit[]) => KbHit[]} */
    const exactly = (hits) => hits.filter((hit) => held.every((ids) => ids.has(hit.id)));
    const others = words.filter((word) => !UNSPACED.test(word));
    const found = others.length ? await engine.search(others.join(" ")) : await engine.all();
    const hits = exactly(found);
    return hits.length || codes.length < words.length ? hits : exactly(await engine.all());
  }

  // -- Misspellings -----------------------------------------------------------

  // Damerau-Levenshtein: swapped neighbors are one step. Past the limit it does not matter.
  /** @type {KbSearch["distance"]} */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    /** @type {number[]} */
    let before = [];
    let above = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        row[j] = Math.min(
          above[j] + 1,
          row[j - 1] + 1,
          above[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1),
        );
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
      [before, above] = [above, row];
    }
    return above[other.length];
  }

  // The word itself, the listed word that it resembles most, or nothing.
  /** @type {(word: string, engine: KbEngine) => Promise<string>} */
  async function corrected(word, engine) {
    if (await stands(word, engine)) return word;
    if (UNSPACED.test(word) || word.length < 5 || !/^\p{L}+$/u.test(word)) return "";
    const most = word.length > 7 ? 2 : 1;
    let best = "";
    let top = 0;
    for (const [known, count] of lexicon) {
      const steps = distance(word, known, most);
      if (steps > most) continue;
      const score = (Math.log(count + 1) * (known[0] === word[0] ? 2 : 1)) / steps ** 2;
      if (score > top) [best, top] = [known, score];
    }
    for (let cut = 4; !best && cut <= word.length - 4; cut++) {
      const [one, other] = [word.slice(0, cut), word.slice(cut)];
      if (lexicon.has(one) && lexicon.has(other)) best = `${one} ${other}`;
    }
    return best;
  }

  // -- Other names ------------------------------------------------------------

  // A name as it stands in a query: its words without those that say nothing.
  /** @type {(term: string) => string[]} */
  function plain(term) {
    const words = tokens(term.replaceAll("-", " "));
    return contentWords(words).length ? contentWords(words) : words;
  }

  // The phrases of a query that have other names, the longest first; none overlap.
  /** @type {(words: string[]) => { at: number, end: number, group: string[] }[]} */
  function named(words) {
    const found = [];
    for (let at = 0; at < words.length; at++) {
      for (let end = Math.min(words.length, at + 6); end > at; end--) {
        const group = phrases.get(words.slice(at, end).join(" "));
        if (!group) continue;
        found.push({ at, end, group });
        at = end - 1;
        break;
      }
    }
    return found;
  }

  // The query with other names in place of its own, each as its words, and the name in it.
  /** @type {(words: string[]) => KbVariant[]} */
  function variants(words) {
    const result = new Map();
    for (const { at, end, group } of named(words)) {
      for (const term of group) {
        const name = plain(term);
        // "NIS 2" is NIS2 taken apart: each 2 would be found
        if (CODE.test(term) && name.join("") === words.slice(at, end).join("")) continue;
        const other = [...words.slice(0, at), ...name, ...words.slice(end)];
        result.set(other.join(" "), { words: other, name });
      }
    }
    result.delete(words.join(" "));
    return [...result.values()].slice(0, 4);
  }

  // -- Ranking again ----------------------------------------------------------

  // What the forms of a word share: "budgets" and "budgeting", "policy" and "policies".
  const ENDINGS = /(?:ations?|isons?|ements?|ments?|ions?|ives?|ings?|ies|ers?|ed|es|s|e|y)$/u;
  /** @type {KbSearch["stem"]} */
  function stem(word) {
    const short = word.length > 4 ? word.replace(ENDINGS, "") : word;
    return (short.length < 4 ? word : short).replace(/([bdglmnprt])\1$/u, "$1"); // logging: log
  }

  /** @type {(text: string) => string[]} */
  const stems = (text) => tokens(text.replaceAll("-", " ")).map(stem);

  // How much of a query the fields of an article hold, from 0 to 1; rare words count more.
  /** @type {(fields: [Set<string>, number][], words: string[]) => number} */
  function fieldScore(fields, words) {
    const total = kbSearch.vocabulary.articles ?? 1;
    let held = 0;
    let whole = 0;
    for (const word of new Set(words.flatMap(stems))) {
      const rarity = Math.log(1 + total / (common.get(word) ?? 1));
      whole += rarity;
      held += rarity * Math.max(0, ...fields.map(([set, weight]) => (set.has(word) ? weight : 0)));
    }
    return whole ? held / whole : 0;
  }

  // Another name counts less than what was typed, and only where it stands as a whole.
  /** @type {(result: KbResult, answer: KbQueryAnswer) => number} */
  function bestScore(result, { words, others }) {
    const texts = FIELDS.map(([name]) => stems(String(result[name] ?? "")));
    /** @type {[Set<string>, number][]} */
    const fields = FIELDS.map(([, weight], at) => [new Set(texts[at]), weight]);
    let best = fieldScore(fields, words);
    for (const other of others) {
      const name = ` ${other.name.flatMap(stems).join(" ")} `;
      if (!texts.some((text) => ` ${text.join(" ")} `.includes(name))) continue;
      best = Math.max(best, 0.8 * fieldScore(fields, other.words));
    }
    return best;
  }

  /** @type {(hits: KbHit[], answer: KbQueryAnswer, engine: KbEngine) => Promise<KbHit[]>} */
  async function ranked(hits, answer, engine) {
    const pool = hits.slice(0, POOL);
    const shown = await Promise.allSettled(pool.map((hit) => engine.show(hit, answer.words)));
    const best = pool[0]?.score || 1;
    const again = pool.map((hit, at) => {
      const result = shown[at].status === "fulfilled" ? shown[at].value : undefined;
      const score = hit.score / best + (result ? FIT * bestScore(result, answer) : 0);
      return { ...hit, result, score };
    });
    again.sort((one, other) => other.score - one.score);
    return [...again, ...hits.slice(POOL)];
  }

  // -- The answer -------------------------------------------------------------

  /** @type {(text: string, literal: boolean, engine: KbEngine) => Promise<KbQueryAnswer>} */
  async function query(text, literal, engine) {
    const typed = tokens(text).flatMap(apart);
    /** @type {KbQueryAnswer} */
    const answer = {
      query: text,
      used: text,
      words: [],
      named: [],
      others: [],
      dropped: [],
      relaxed: 0,
      hits: [],
      engine: engine.name,
    };
    if (/^".+"$/.test(text)) {
      return { ...answer, words: typed, named: typed, hits: await engine.search(text) };
    }
    const mended = literal
      ? typed
      : await Promise.all(typed.map((word) => (STOP.has(word) ? word : corrected(word, engine))));
    answer.dropped = typed.filter((_, at) => !mended[at]);
    const kept = mended.filter(Boolean).join(" ").split(" ").filter(Boolean);
    const content = contentWords(kept);
    const words = [...new Set(content.length || answer.dropped.length ? content : kept)];
    if (mended.some((word, at) => word && word !== typed[at])) answer.used = kept.join(" ");
    answer.words = words;
    answer.named = contentWords(typed.map((word, at) => mended[at] || word));
    if (!words.length) return typed.length ? answer : { ...answer, hits: await engine.all() };

    /** @type {Map<string, KbHit>} */
    const all = new Map();
    /** @type {(hits: KbHit[], factor: number) => void} */
    const add = (hits, factor) => {
      for (const hit of hits) {
        const score = hit.score * factor;
        const known = all.get(hit.id);
        if (!known || known.score < score) all.set(hit.id, { ...hit, score });
      }
    };
    const exact = await having(words, engine);
    add(exact, 1);
    // By its own spelling, too, of which the engine shows the place: "Straße" beside "strasse".
    if (kb.fold(text) !== text.toLowerCase()) add(await engine.search(text), 1);
    answer.others = exact.length < MANY ? variants(words) : [];
    for (const other of answer.others) {
      // Scores add up over words: another name must win neither by its length nor at all.
      const hits = await having(other.words, engine, false);
      const level = exact.length && hits.length ? Math.min(1, exact[0].score / hits[0].score) : 1;
      const factor = exact.length < FEW ? SWAPPED : BESIDE;
      add(hits, factor * Math.min(level, words.length / other.words.length));
    }
    const strict = all.size;
    if (strict < FEW) {
      const some = new Map();
      for (const word of words) {
        const hits = await having([word], engine);
        const sure = engine.name === "pagefind" && (lexicon.get(word) ?? 0) >= SURE;
        if (sure && !hits.length) throw new Error("a part of the index is missing");
        for (const hit of hits) {
          const sum = some.get(hit.id) ?? { hit, score: 0, count: 0 };
          some.set(hit.id, { hit, score: sum.score + hit.score, count: sum.count + 1 });
        }
      }
      for (const [id, { hit, score, count }] of some) {
        if (!all.has(id)) all.set(id, { ...hit, score: score * (count / words.length) ** 2 * 0.8 });
      }
    }
    answer.relaxed = all.size - strict;
    answer.hits = [...all.values()].sort((one, other) => other.score - one.score);
    return answer;
  }

  // What the names of the site's own pages say: a term, a topic, an author, a tag.
  /** @type {(words: string[]) => KbAnswer["pages"]} */
  function pages(words) {
    const asked = ` ${words.join(" ")} `;
    /** @type {(page: KbNamedPage) => boolean} */
    const matches = ([, , , spelled]) =>
      spelled.some((name) => asked === ` ${tokens(name).join(" ")} `);
    /** @type {(name: string) => boolean} */
    const isHeld = (name) => name.replaceAll(" ", "").length > 2 && asked.includes(name);
    const { names } = kbSearch.vocabulary;
    const exact = names.filter(matches);
    const within = names.filter(
      ([kind, , , spelled]) =>
        !WHOLE.has(kind) && spelled.some((name) => isHeld(` ${tokens(name).join(" ")} `)),
    );
    const found = (exact.length ? exact : within).slice(0, 4);
    return found.map(([kind, name, uri]) => ({
      kind,
      name,
      url: new URL(uri, kbSearch.root).href,
    }));
  }

  // Find and show in one: where nothing of the first engine can be shown, the other is asked.
  /** @type {KbSearch["ask"]} */
  async function ask(text, { literal = false, count = 8, keep = () => true, from = 0 } = {}) {
    const engine = await ready();
    try {
      const answer = await query(text, literal, engine);
      const kept = await ranked(answer.hits.filter(keep), answer, engine);
      const wanted = kept.slice(from, from + count);
      const shown = await Promise.allSettled(
        wanted.map(async (hit) => hit.result ?? (await engine.show(hit, answer.words))),
      );
      const results = shown.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      if (wanted.length && !results.length) throw new Error("no article can be shown");
      const detail = { query: text, count: answer.hits.length, engine: engine.name };
      document.dispatchEvent(new CustomEvent("kb-search", { detail }));
      const asked = answer.named.length ? answer.named : tokens(text); // "now" is no word of an article
      return { ...answer, kept, results, pages: pages(asked) };
    } catch (error) {
      if (engine.name === "sphinx") throw error;
      provider = kbSearch.sphinx();
      return ask(text, { literal, count, keep, from });
    }
  }

  Object.assign(kbSearch, { ready, ask, contentWords, distance, stem });
})();
