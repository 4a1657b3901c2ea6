// The best articles of an engine, ranked again by what they say: how much of the query their
// titles and other facts hold, and their text; whether its words stand together; and whether one
// section has them all. What is due for a review comes behind what is as good and in time.

(() => {
  const { tokens } = kbSearch;
  const POOL = 16; // articles that are read for it
  const FACTS = 1; // how much each counts beside the engine's own score
  const TEXT = 0.15;
  const TOGETHER = 0.5;
  const SECTION = 0.1;
  const OTHER = 0.8; // another name counts less than what was typed
  const OVERDUE = 0.9; // so does an article that should have been reviewed by now
  const MANY = 3; // a text that has a word so often has half of what can be had for it
  /** @type {[keyof KbResult, number][]} */
  const FIELDS = [
    ["title", 1],
    ["aliases", 0.7],
    ["terms", 0.25],
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
  /** @type {(word: string) => number} */
  function rarity(word) {
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

  /** @type {(read: KbRead, words: string[], gaps: number[]) => number} */
  function worth(read, words, gaps) {
    const typed = words.flatMap((word, at) =>
      stems(word).map((one, part) => ({ one, gap: part ? 1 : (gaps[at] ?? 1) })),
    );
    /** @type {[string, number][]} */
    const each = [...new Set(typed.map(({ one }) => one))].map((one) => [one, rarity(one)]);
    const whole = each.reduce((sum, [, rare]) => sum + rare, 0);
    if (!whole) return 0;
    let facts = 0;
    let text = 0;
    for (const [word, rare] of each) {
      const held = read.fields.map((field) => (field.held.has(word) ? field.weight : 0));
      facts += rare * Math.max(0, ...held);
      text += rare * enough(read.places.get(word)?.length ?? 0);
    }
    let pairs = 0;
    for (const [at, { one: other, gap }] of typed.entries()) {
      if (!at) continue;
      const { one } = typed[at - 1];
      const held = read.fields.map((field) =>
        field.sequence.includes(` ${one} ${other} `) ? field.weight : 0,
      );
      const near = Math.max(enough(together(read.places, one, other, gap)), ...held);
      pairs += ((rarity(one) + rarity(other)) / 2) * near;
    }
    const section = bestSection(read, each);
    return (FACTS * facts + TEXT * text + TOGETHER * pairs + SECTION * section) / whole;
  }

  // Another name counts only where it stands as a whole.
  /** @type {(result: KbResult, answer: KbQueryAnswer) => number} */
  function score(result, { words, gaps, others }) {
    const all = reading(result);
    let best = worth(all, words, gaps);
    for (const other of others) {
      const name = other.name.flatMap(stems);
      const stands =
        all.fields.some(({ sequence }) => sequence.includes(` ${name.join(" ")} `)) ||
        (all.places.has(name[0]) &&
          name.slice(1).every((one, at) => together(all.places, name[at], one, 1)));
      if (stands) best = Math.max(best, (other.isSame ? 1 : OTHER) * worth(all, other.words, []));
    }
    return best;
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
      const sum = hit.score / best + (result ? score(result, answer) : 0);
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

  Object.assign(kbSearch, { stem, stems, ranked, isOverdue, isTitled });
})();
