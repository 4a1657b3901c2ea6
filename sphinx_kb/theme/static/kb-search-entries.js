// What a list has beside articles: terms, controls, templates, tools, deadlines and pages, by
// their names. Some of them bring an answer: what a term means, when a notice is due.

(() => {
  const { tokens } = kbSearch;
  const MOST = 4;
  const WHOLE = new Set(["Tag", "Now", "Site", "Clock"]); // kinds whose names are all that was asked
  const ANSWERED = new Set(["Glossary", "Clock"]);
  /** @type {Record<string, string>} */
  const BADGES = { Glossary: "Term", Now: "Incident card", Site: "Page", Clock: "Deadline" };
  // What one says when one asks for a deadline, beside the name of the law.
  const ASKING = new Set(
    (
      "authorities authority breach breaches clock clocks day days deadline deadlines disclose " +
      "disclosure due fast file filing hour hours incident incidents limit limits long " +
      "notice notices notification notifications notify period quickly regulator regulators report " +
      "reporting soon tell time timeline timelines window"
    ).split(" "),
  );

  const SORTS = new Set("act directive law laws regulation rule rules".split(" "));

  /** @type {(words: string[]) => string} compared without spaces: "NIS 2" is NIS2 */
  const joined = (words) => words.join("").replaceAll("-", "");

  /** @type {(row: number) => KbEntry} */
  function entry(row) {
    const [kind, name, uri] = kbSearch.vocabulary.names[row];
    const url = new URL(uri, kbSearch.root).href;
    return { row, kind, badge: BADGES[kind] ?? kind, name, url };
  }

  // The clocks of the laws that are named in a question for a deadline.
  /** @type {(words: string[]) => number[]} */
  function clocks(words) {
    const content = kbSearch.contentWords(words);
    const named = content.filter((word) => !ASKING.has(word));
    if (named.length === content.length) return [];
    const found = clocksNamed(named);
    return found.length ? found : clocksNamed(named.filter((word) => !SORTS.has(word)));
  }

  /** @type {(named: string[]) => number[]} */
  function clocksNamed(named) {
    const asked = joined(named);
    if (!asked) return [];
    return kbSearch.vocabulary.names.flatMap(([kind, , , spelled], row) => {
      if (kind !== "Clock") return [];
      const own = spelled.flatMap((name) => tokens(name));
      const isHeld = named.every((word) => own.includes(word));
      return isHeld || own.some((word) => joined([word]) === asked) ? [row] : [];
    });
  }

  // Names that have all that was asked among their words, those with the fewest others first.
  /** @type {(words: string[]) => number[]} */
  function holding(words) {
    const asked = kbSearch.contentWords(words).flatMap(kbSearch.stems);
    if (!asked.length || asked.join("").length < 3) return [];
    /** @type {[number, number][]} */
    const found = [];
    for (const [row, [kind, name]] of kbSearch.vocabulary.names.entries()) {
      if (WHOLE.has(kind)) continue;
      const own = kbSearch.stems(name);
      if (asked.every((word) => own.includes(word))) found.push([row, own.length]);
    }
    return found.sort(([, one], [, other]) => one - other).map(([row]) => row);
  }

  /** @type {KbSearch["entries"]} */
  async function entries(words) {
    const { names } = kbSearch.vocabulary;
    const whole = joined(words);
    const asked = ` ${words.join(" ")} `;
    /** @type {number[]} */
    const exact = [];
    /** @type {[number, number][]} */
    const within = [];
    for (const [row, [kind, , , spelled]] of names.entries()) {
      if (kind === "Clock") continue;
      const own = spelled.map((name) => tokens(name));
      if (own.some((name) => joined(name) === whole)) exact.push(row);
      if (WHOLE.has(kind)) continue;
      const lengths = own
        .filter((name) => asked.includes(` ${name.join(" ")} `))
        .map((name) => name.join("").length);
      const longest = Math.max(0, ...lengths);
      if (longest > 2 || (lengths.length > 0 && exact.includes(row))) within.push([row, longest]);
    }
    within.sort(([, one], [, other]) => other - one);
    const first = exact.length ? exact : within.map(([row]) => row);
    const rows = whole ? [...new Set([...clocks(words), ...first])].slice(0, MOST) : [];
    const further = whole ? holding(words).filter((row) => !rows.includes(row)) : [];
    const pages = rows.map(entry);
    const wanted = pages.filter(
      ({ row, kind }) => ANSWERED.has(kind) && (kind === "Clock" || exact.includes(row)),
    );
    if (wanted.length) {
      await kbSearch.load("_static/kb-search-answers.js").catch(() => {});
      for (const page of wanted) page.answer = kbSearch.answers?.[page.row];
    }
    return { pages, further: further.slice(0, MOST).map(entry) };
  }

  Object.assign(kbSearch, { entries });
})();
