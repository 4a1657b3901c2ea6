// From what a reader types to the articles that answer it: stop words, misspellings, other
// names of one thing, and fewer words when all together find too little. The engines give
// scale; this gives relevance (tests/site/relevance.json measures it).

(() => {
  const { tokens, unspaced: UNSPACED } = kbSearch;
  const LIMIT = 8000; // milliseconds in which the first engine has to answer
  const FEW = 5; // under so many articles, those that have only some of the words are added
  const ENOUGH = 12; // the same, for a query of three words or more
  const SWAPPED = 0.9; // what an article counts that is found by another name of the words
  const BESIDE = 0.5; // the same, where enough articles have the words themselves
  const MANY = 100; // from so many articles on, other names of the words are not asked for
  const NAMES = 3; // of other names of a word, where no article has all words
  const PHRASES = 5; // neighbors in a query that are looked for together
  const TOGETHER = 0.3; // how much more an article counts that has all of them together
  const PARTLY = 0.8; // what an article counts that has some of the words
  const LACKING = 1.5; // how fast it counts less with the words that it lacks
  const OTHERS = 5; // so many other names of a query are asked for
  const SURE = 3; // a word of so many articles is in the index, or a file of it is gone
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

  /** @type {Map<string, number>} in how many articles a word is */
  const lexicon = new Map();
  /** @type {Map<string, string[]>} the other names of a phrase */
  const phrases = new Map();
  /** @type {Promise<KbEngine> | undefined} */
  let provider;
  /** @type {Promise<unknown> | undefined} */
  let listed;
  /** @type {Map<string, string[]>} words that are two in one */
  const parted = new Map();
  const CODE = /\p{N}/u;

  // Words that the engine does not find to the letter, and that are listed beside it.
  /** @type {(word: string) => boolean} */
  const isListed = (word) => CODE.test(word) || UNSPACED.test(word);

  /** @type {KbSearch["contentWords"]} */
  const contentWords = (words) => words.filter((word) => !STOP.has(word));

  function readVocabulary() {
    for (const pair of (kbSearch.vocabulary.compounds ?? "").split(" ").filter(Boolean)) {
      parted.set(pair.replace("|", ""), pair.split("|"));
    }
    for (const group of kbSearch.vocabulary.groups) {
      for (const term of group) {
        const name = plain(term).join(" ");
        phrases.set(name, [...(phrases.get(name) ?? []), ...group]);
      }
    }
  }

  // All words of the articles: a long list, loaded when a word is not in the index as it stands,
  // or after the first results.
  /** @type {KbSearch["readLexicon"]} */
  function readLexicon() {
    listed ??= kbSearch
      .load("_static/kb-search-lexicon.js")
      .catch(() => {
        kbSearch.lexicon = "";
      })
      .then(() => {
        for (const entry of kbSearch.lexicon.split(" ").filter(Boolean)) {
          const [word, count] = entry.split(":");
          lexicon.set(word, Number(count));
        }
      });
    return listed;
  }

  async function begin() {
    const lists = kbSearch.load("_static/kb-search-words.js").catch(() => {
      kbSearch.vocabulary = { groups: [], names: [] };
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
    if (isTyped) await readLexicon();
    for (const known of lexicon.keys()) if (isTyped && known.startsWith(word)) return true;
    const parts = word.split(/[^\p{L}]+/u).filter(Boolean);
    if (parts.length < 2) return false;
    return (await Promise.all(parts.map((part) => stands(part, engine, isTyped)))).every(Boolean);
  }

  // Whether a word has to be found: it is in articles, and the engine says so.
  /** @type {(word: string, engine: KbEngine) => Promise<boolean>} */
  const isSure = async (word, engine) =>
    engine.name === "pagefind" &&
    !isListed(word) &&
    ((lexicon.get(word) ?? 0) >= SURE || (await engine.has(word)));

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

  /** @type {(word: string) => string} */
  const sorted = (word) => [...word].sort().join("");

  // The word itself, the listed word that it resembles most, or nothing.
  /** @type {(word: string, engine: KbEngine) => Promise<string>} */
  async function corrected(word, engine) {
    if (await stands(word, engine)) return word;
    const joined = word.replace("-", "");
    if (joined !== word && (await stands(joined, engine, false))) return joined;
    if (UNSPACED.test(word) || word.length < 4 || !/^\p{L}+$/u.test(word)) return "";
    await readLexicon();
    const most = word.length > 7 ? 2 : 1;
    let best = "";
    let top = 0;
    for (const [known, count] of lexicon) {
      const steps = distance(word, known, most);
      if (steps > most || (word.length < 5 && sorted(word) !== sorted(known))) continue;
      const score = (Math.log(count + 1) * (known[0] === word[0] ? 2 : 1)) / steps ** 2;
      if (score > top) [best, top] = [known, score];
    }
    for (let cut = 4; !best && cut <= word.length - 3; cut++) {
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
    /** @type {Map<string, KbVariant>} */
    const result = new Map();
    /** @type {(at: number, end: number, name: string[], isSame?: boolean) => void} */
    const add = (at, end, name, isSame = false) => {
      const other = [...words.slice(0, at), ...name, ...words.slice(end)];
      const key = other.join(" ");
      if (!result.has(key)) result.set(key, { words: other, name, isSame });
    };
    for (const { at, end, name } of compounds(words)) add(at, end, name, true);
    const found = named(words);
    const longest = Math.max(0, ...found.map(({ group }) => group.length));
    for (let place = 0; place < longest; place++) {
      for (const { at, end, group } of found) {
        const name = plain(group[place] ?? "");
        // "NIS 2" is NIS2 taken apart: each 2 would be found
        const isApart = CODE.test(name.join("")) && name.join("") === words.slice(at, end).join("");
        if (name.length && !isApart) add(at, end, name);
      }
    }
    result.delete(words.join(" "));
    return [...result.values()].slice(0, OTHERS);
  }

  // What is one word and may be two, or the other way round: "database", "data base", "data-base".
  /** @type {(words: string[]) => { at: number, end: number, name: string[] }[]} */
  function compounds(words) {
    const found = [];
    for (const [at, word] of words.entries()) {
      const two = word + (words[at + 1] ?? "");
      const parts = parted.get(word);
      if (words[at + 1] && isCompound(two)) found.push({ at, end: at + 2, name: [two] });
      if (/^\p{L}+-\p{L}+$/u.test(word)) {
        found.push({ at, end: at + 1, name: [word.replace("-", "")] });
      }
      if (parts) found.push({ at, end: at + 1, name: parts });
    }
    return found;
  }

  /** @type {(word: string) => boolean} also in its plural */
  const isCompound = (word) => parted.has(word) || parted.has(word.replace(/s$/u, ""));

  // Two words that are one in the articles, where one of them stands in none by itself.
  /** @type {(words: string[], engine: KbEngine) => Promise<string[]>} */
  async function together(words, engine) {
    const found = [];
    for (let at = 0; at < words.length; at++) {
      const pair = words.slice(at, at + 2);
      const isOne = pair.length === 2 && isCompound(pair.join(""));
      const known = isOne ? await Promise.all(pair.map((word) => engine.has(word))) : [true];
      if (known.every(Boolean)) found.push(words[at]);
      else {
        found.push(pair.join(""));
        at++;
      }
    }
    return found;
  }

  // The other names of each word of a query, or of a phrase that it is in.
  /** @type {(words: string[]) => KbVariant[][]} */
  function namesOf(words) {
    /** @type {KbVariant[][]} */
    const found = words.map(() => []);
    /** @type {(at: number, end: number, name: string[], isSame: boolean) => void} */
    const add = (at, end, name, isSame) => {
      if (name.join(" ") === words.slice(at, end).join(" ")) return;
      for (const list of found.slice(at, end)) list.push({ words: [], name, isSame });
    };
    for (const { at, end, name } of compounds(words)) add(at, end, name, true);
    for (const { at, end, group } of named(words)) {
      for (const term of group) add(at, end, plain(term), false);
    }
    return found;
  }

  // The articles that have some of the words, or other names of them: what each word brings.
  /** @type {(words: string[], names: KbVariant[][], engine: KbEngine) => Promise<Iterable<{ hit: KbHit, scores: number[] }>>} */
  async function some(words, names, engine) {
    const found = new Map();
    /** @type {(hits: KbHit[], at: number, factor: number) => void} */
    const note = (hits, at, factor) => {
      for (const hit of hits) {
        const sum = found.get(hit.id) ?? { hit, scores: words.map(() => 0) };
        sum.scores[at] = Math.max(sum.scores[at], hit.score * factor);
        found.set(hit.id, sum);
      }
    };
    for (const [at, word] of words.entries()) {
      const hits = await having([word], engine);
      const isLost = !hits.length && (await isSure(word, engine));
      if (isLost) throw new Error("a part of the index is missing");
      note(hits, at, 1);
      for (const { name } of names[at].slice(0, NAMES)) {
        note(await having(name, engine, false), at, SWAPPED / name.length);
      }
    }
    return found.values();
  }

  // Where words of a query stand together as they were typed, that says more.
  /** @type {(kept: string[], words: string[], all: Map<string, KbHit>, engine: KbEngine) => Promise<void>} */
  async function preferPhrases(kept, words, all, engine) {
    if (engine.name !== "pagefind" || kept.length < 2) return;
    /** @type {Map<string, KbHit[]>} */
    const found = new Map();
    const pairs = words.slice(0, PHRASES).flatMap((word, at) => {
      const next = words[at + 1];
      const isExact = !next || isListed(word) || isListed(next);
      return isExact ? [] : [kept.slice(kept.indexOf(word), kept.indexOf(next) + 1).join(" ")];
    });
    if (words.length === 1) pairs.push(kept.join(" ")); // "shadow it"
    for (const phrase of pairs) {
      for (const hit of phrase ? await engine.search(`"${phrase}"`) : []) {
        found.set(hit.id, [...(found.get(hit.id) ?? []), hit]);
      }
    }
    for (const [id, hits] of found) {
      const hit = all.get(id);
      const share = hits.length / Math.max(1, words.length - 1);
      const sum = hits.reduce((score, one) => score + one.score, 0);
      if (hit) all.set(id, { ...hit, score: hit.score * (1 + TOGETHER * share) });
      else if (found.size < MANY / 8) all.set(id, { ...hits[0], score: sum * PARTLY });
    }
  }

  // -- The answer -------------------------------------------------------------

  /** @type {(text: string, literal: boolean, engine: KbEngine) => Promise<KbQueryAnswer>} */
  async function query(text, literal, engine) {
    const spelled = tokens(text).flatMap(apart);
    const typed = literal ? spelled : await together(spelled, engine);
    /** @type {KbQueryAnswer} */
    const answer = {
      query: text,
      used: text,
      words: [],
      gaps: [],
      named: [],
      others: [],
      names: [],
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
    const places = words.map((word) => kept.indexOf(word));
    answer.gaps = places.map((place, at) => Math.max(1, place - (places[at - 1] ?? place)));
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
    answer.others = variants(words).filter((other) => other.isSame || exact.length < FEW);
    for (const other of answer.others) {
      // Scores add up over words: another name must win neither by its length nor at all.
      const hits = await having(other.words, engine, false);
      const level = exact.length && hits.length ? Math.min(1, exact[0].score / hits[0].score) : 1;
      const factor = other.isSame ? 1 : exact.length < FEW ? SWAPPED : BESIDE;
      add(hits, factor * Math.min(level, words.length / other.words.length));
    }
    answer.names = namesOf(words);
    const strict = all.size;
    if (strict < (words.length > 2 ? ENOUGH : FEW)) {
      const rare = words.map((word) => kbSearch.rarity(word));
      const whole = rare.reduce((sum, one) => sum + one, 0);
      for (const { hit, scores } of await some(words, answer.names, engine)) {
        if (all.has(hit.id)) continue;
        const held = rare.reduce((sum, one, at) => sum + (scores[at] ? one : 0), 0) / whole;
        const score = scores.reduce((sum, one) => sum + one, 0);
        all.set(hit.id, { ...hit, score: score * held ** LACKING * PARTLY });
      }
    }
    await preferPhrases(kept, words, all, engine);
    answer.relaxed = all.size - strict;
    answer.hits = [...all.values()].sort((one, other) => other.score - one.score);
    return answer;
  }

  // Find and show in one: where nothing of the first engine can be shown, the other is asked.
  /** @type {KbSearch["ask"]} */
  async function ask(text, { literal = false, count = 8, keep = () => true, from = 0 } = {}) {
    const engine = await ready();
    try {
      const answer = await query(text, literal, engine);
      const kept = await kbSearch.ranked(answer.hits.filter(keep), answer, engine);
      const wanted = kept.slice(from, from + count);
      const shown = await Promise.allSettled(
        wanted.map(async (hit) => hit.result ?? (await engine.show(hit, answer.words))),
      );
      const results = shown.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
      if (wanted.length && !results.length) throw new Error("no article can be shown");
      const detail = { query: text, count: answer.hits.length, engine: engine.name };
      document.dispatchEvent(new CustomEvent("kb-search", { detail }));
      const asked = answer.named.length ? answer.named : tokens(text); // "now" is no word of an article
      for (const result of results) {
        const [best] = result.headings;
        const isBest = best?.isBest && !kbSearch.isTitled(result, answer.words);
        result.href = isBest ? best.url : result.url;
      }
      const entries = await kbSearch.entries(asked);
      return { ...answer, kept, results, ...entries };
    } catch (error) {
      if (engine.name === "sphinx") throw error;
      provider = kbSearch.sphinx();
      return ask(text, { literal, count, keep, from });
    }
  }

  Object.assign(kbSearch, { ready, ask, contentWords, distance, readLexicon });
})();
