// The best articles of an engine, ranked again by what they say: how much of the query their
// titles and other facts hold, and their text; whether its words stand together; and whether one
// section has them all. What is due for a review comes behind what is as good and in time.

(() => {
  const { tokens } = kbSearch;
  const POOL = 8; // articles that are read for it
  const ENGINE = 0.7; // a power below 1: what is found by some of the words is not far behind
  const FACTS = 1; // how much each counts beside the engine's own score
  const TEXT = 0.3;
  const TOGETHER = 0.6;
  const SECTION = 0.1;
  const OTHER = 0.65; // another name counts less than what was typed
  const OVERDUE = 0.9; // so does an article that should have been reviewed by now
  const MANY = 3; // a text that has a word so often has half of what can be had for it
  /** @type {[keyof KbResult, number][]} */
  const FIELDS = [
    ["title", 1],
    ["aliases", 0.7],
    ["terms", 0.15],
    ["tags", 0.4],
    ["titles", 0.4],
    ["description", 0.4],
    ["controls", 1],
    ["author", 0.6],
  ];

  // -- Words --------------------------------------------------------------------

  // What the forms of a word share: "budgets" and "budgeting", "policy" and "policies".
  const ENDINGS = /(?:ations?|isons?|ements?|ments?|ions?|ives?|ings?|ies|ers?|ed|es|s|e|y)$/u;
  /** @type {KbSearch["stem"]} */
  function stem(word) {
    const short = word.length > 4 ? word.replace(ENDINGS, "") : word;
    return (short.length < 4 ? word : short).replace(/([bdglmnprt])\1$/u, "$1"); // logging: log
  }

  /** @type {Map<string, string[]>} */
  const known = new Map();
  /** @type {(text: string) => string[]} the stems of a text without spaces, or of a short one */
  function stems(text) {
    const found = known.get(text) ?? tokens(text.replaceAll("-", " ")).map(stem);
    if (known.size < 50_000) known.set(text, found);
    return found;
  }

  /** @type {Map<string, number> | undefined} in how many articles a word is, by its stem */
  let common;
  // Rare words say more. Those that are in many articles are listed; the others are in few.
  /** @type {KbSearch["rarity"]} */
  function rarity(text) {
    const [word = text] = stems(text);
    const { common: listed = "", articles = 1 } = kbSearch.vocabulary;
    if (!common) {
      common = new Map();
      for (const entry of listed.split(" ").filter(Boolean)) {
        const [one, count] = entry.split(":");
        common.set(stem(one), Math.max(Number(count), common.get(stem(one)) ?? 0));
      }
    }
    return Math.log(1 + articles / (common.get(word) ?? Math.max(1, articles / 24)));
  }

  // -- What is known of an article -------------------------------------------------

  /** @type {Map<string, KbRead>} by address: each is read once */
  const allRead = new Map();
  /** @type {(result: KbResult) => KbRead} */
  function reading(result) {
    const before = allRead.get(result.url);
    if (before) return before;
    const fields = FIELDS.map(([name, weight]) => {
      const sequence = stems(String(result[name] ?? ""));
      return { sequence: ` ${sequence.join(" ")} `, held: new Set(sequence), weight };
    });
    /** @type {Map<string, number[]>} */
    const places = new Map();
    for (const [at, word] of (result.content ?? "").split(/\s+/u).entries()) {
      for (const one of stems(word)) {
        const all = places.get(one);
        if (all) all.push(at);
        else places.set(one, [at]);
      }
    }
    const made = { fields, places, ends: (result.sections ?? []).map(({ at }) => at) };
    if (allRead.size < 500) allRead.set(result.url, made);
    return made;
  }

  // -- What it is worth ------------------------------------------------------------

  /** @type {(count: number) => number} */
  const enough = (count) => count / (count + MANY);

  // Whether two words stand so near to each other as in the query: how often, up to nine times.
  /** @type {(places: Map<string, number[]>, one: string, other: string, gap: number) => number} */
  function together(places, one, other, gap) {
    const after = new Set(places.get(other));
    let count = 0;
    for (const at of places.get(one) ?? []) {
      for (let step = 0; step <= gap; step++) if (after.has(at + step)) count++;
      if (count > 8) break;
    }
    return count;
  }

  // The part of a query that the best section holds, the rare words counting more.
  /** @type {(read: KbRead, words: [string, number][]) => number} */
  function bestSection({ places, ends }, words) {
    /** @type {number[]} */
    const sums = Array(ends.length + 1).fill(0);
    for (const [word, rare] of words) {
      const held = new Set();
      for (const at of places.get(word) ?? []) {
        let section = ends.length;
        while (section > 0 && ends[section - 1] > at) section--;
        held.add(section);
      }
      for (const section of held) sums[section] += rare;
    }
    return Math.max(...sums);
  }

  // How often a name stands in a text, and how much the fields that have it weigh.
  /** @type {(read: KbRead, name: string[]) => { count: number, weight: number }} */
  function standing({ fields, places }, name) {
    const whole = ` ${name.join(" ")} `;
    const weights = fields.map(({ sequence, weight }) => (sequence.includes(whole) ? weight : 0));
    const counts = name
      .slice(1)
      .map((word, at) => together(places, name[at], word, 1))
      .concat(name.length > 1 ? [] : (places.get(name[0])?.length ?? 0));
    return { count: Math.min(...counts), weight: Math.max(0, ...weights) };
  }

  // What an article has of a word: by itself, or by another name, which counts less.
  /** @type {(read: KbRead, word: string, names: KbVariant[]) => { count: number, weight: number }} */
  function have(read, word, names) {
    let { count, weight } = standing(read, stems(word));
    for (const { name, isSame } of names) {
      const other = standing(read, name.flatMap(stems));
      const factor = isSame ? 1 : OTHER;
      count = Math.max(count, factor * other.count);
      weight = Math.max(weight, factor * other.weight);
    }
    return { count, weight };
  }

  /** @type {(result: KbResult, answer: Pick<KbQueryAnswer, "words" | "gaps" | "names">) => number} */
  function score(result, { words, gaps, names }) {
    const all = reading(result);
    const rare = words.map(rarity);
    const whole = rare.reduce((sum, one) => sum + one, 0);
    if (!whole) return 0;
    let facts = 0;
    let text = 0;
    let pairs = 0;
    for (const [at, word] of words.entries()) {
      const { count, weight } = have(all, word, names[at] ?? []);
      facts += rare[at] * weight;
      text += rare[at] * enough(count);
      if (!at) continue;
      const near = nearness(all, words[at - 1], word, gaps[at] ?? 1);
      pairs += ((rare[at - 1] + rare[at]) / 2) * near;
    }
    const section = bestSection(
      all,
      words.flatMap((word, at) => stems(word).map((one) => [one, rare[at]])),
    );
    return (FACTS * facts + TEXT * text + TOGETHER * pairs + SECTION * section) / whole;
  }

  // Whether two neighbors in a query are neighbors in an article, too.
  /** @type {(read: KbRead, before: string, word: string, gap: number) => number} */
  function nearness({ fields, places }, before, word, gap) {
    const [one, other] = [stems(before).at(-1) ?? "", stems(word)[0] ?? ""];
    const held = fields.map(({ sequence, weight }) =>
      sequence.includes(` ${one} ${other} `) ? weight : 0,
    );
    return Math.max(enough(together(places, one, other, gap)), ...held);
  }

  /** @type {KbSearch["isOverdue"]} */
  const isOverdue = ({ due }, now = new Date()) =>
    Boolean(due) && String(due) < now.toISOString().slice(0, 10);

  /** @type {KbSearch["ranked"]} */
  async function ranked(hits, answer, engine) {
    const pool = hits.slice(0, POOL);
    const shown = await Promise.allSettled(pool.map((hit) => engine.show(hit, answer.words)));
    const best = pool[0]?.score || 1;
    const again = pool.map((hit, at) => {
      const result = shown[at].status === "fulfilled" ? shown[at].value : undefined;
      const sum = (hit.score / best) ** ENGINE + (result ? score(result, answer) : 0);
      return { ...hit, result, score: result && isOverdue(result) ? OVERDUE * sum : sum };
    });
    again.sort((one, other) => other.score - one.score);
    return [...again, ...hits.slice(POOL)];
  }

  // Whether a title has all that was asked: such an article is opened at its top.
  /** @type {KbSearch["isTitled"]} */
  const isTitled = ({ title }, words) => {
    const held = new Set(stems(title));
    return words.flatMap(stems).every((word) => held.has(word));
  };

  Object.assign(kbSearch, { rarity, stem, stems, ranked, isOverdue, isTitled });
})();
