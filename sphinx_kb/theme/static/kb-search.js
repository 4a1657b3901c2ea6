// The search: loaded when a field of it is first focused. It puts a list under the field; the
// results page has a script of its own. What is typed is sent nowhere.

(() => {
  const root = new URL("../", document.currentScript.src);
  const RECENT = "kb-search-recent";
  const loaded = new Map();

  function load(path) {
    if (!loaded.has(path)) {
      loaded.set(
        path,
        new Promise((done, fail) => {
          const script = document.createElement("script");
          script.src = new URL(path, root);
          script.addEventListener("load", done);
          script.addEventListener("error", () => fail(new Error(`cannot load ${path}`)));
          document.head.append(script);
        }),
      );
    }
    return loaded.get(path);
  }

  // Words as they are compared: in lower case, with the signs that are part of them.
  const tokens = (text) =>
    text.normalize("NFKC").toLowerCase().replaceAll("’", "'").match(/[\p{L}\p{N}](?:[\p{L}\p{N}'&+#./-]*[\p{L}\p{N}+#])?/gu) ?? [];

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  // -- What is remembered, in this browser alone ------------------------------

  function recent() {
    try {
      const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
      return Array.isArray(kept) ? kept.filter((text) => typeof text === "string").slice(0, 6) : [];
    } catch {
      return []; // Storage is closed or holds something else.
    }
  }

  function keep(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Storage is closed: nothing is remembered.
    }
  }

  function remember(text) {
    if (text) keep(RECENT, [text, ...recent().filter((other) => other !== text)].slice(0, 6));
  }

  // The article that is opened marks the words (kb-search-marks.js), once.
  function carry(url, words) {
    if (words.length) keep("kb-search-marks", { page: new URL(url).pathname, words, until: Date.now() + 60_000 });
  }

  // -- What a list says -------------------------------------------------------

  const MONTHS = "January February March April May June July August September October November December".split(" ");

  function writtenOut(day) {
    const [year, month, date] = (day ?? "").split("-").map(Number);
    return date ? element("time", { datetime: day }, `${date} ${MONTHS[month - 1]} ${year}`) : null;
  }

  // The engine's excerpt is text with <mark>; every other tag in it is text, too.
  function excerpt({ excerpt: marked, description }, words) {
    if (!marked) return highlighted(description ?? "", words);
    const plain = (text) =>
      text.replace(/&(lt|gt|quot|#39|#x27|amp);/g, (_, name) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name] ?? "'");
    return `… ${marked} …`.split(/(<mark>.*?<\/mark>)/su).map((part) => {
      const found = /^<mark>(.*)<\/mark>$/su.exec(part);
      return found ? element("mark", {}, plain(found[1])) : plain(part);
    });
  }

  function highlighted(text, words) {
    if (!words.length) return [text];
    const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
    return text.split(new RegExp(`(?<![\\p{L}\\p{N}])((?:${escaped.join("|")})[\\p{L}]{0,3})(?![\\p{L}\\p{N}])`, "iu")).map((part, at) =>
      at % 2 ? element("mark", {}, part) : part,
    );
  }

  function facts(result) {
    const parts = [result.topic, result.author, writtenOut(result.date)].filter(Boolean);
    return parts.flatMap((part, at) => (at ? [" · ", part] : [part]));
  }

  const articles = (count) => `${count} article${count === 1 ? "" : "s"}`;

  function summary({ query, used, hits, kept, relaxed }) {
    if (!hits.length) return `No article matches “${query}”.`;
    if (!query) return articles(kept.length);
    const strict = hits.length - relaxed;
    if (kept.length < hits.length) return `${articles(kept.length)} of ${hits.length} for “${used}”`;
    if (!strict) return `No article has all the words of “${used}”; ${hits.length} ha${hits.length === 1 ? "s" : "ve"} some of them.`;
    if (relaxed) return `${articles(strict)} for “${used}”, and ${relaxed} with some of the words`;
    return `${articles(strict)} for “${used}”`;
  }

  // What was changed in the query, and how to have it as typed.
  function notes({ query, used, dropped }, again) {
    const said = [];
    if (used !== query) {
      const button = element("button", { type: "button", class: "kb-search-link" }, `Search for “${query}” instead`);
      button.addEventListener("click", again);
      said.push(element("p", {}, `Showing “${used}”. `, button));
    }
    if (dropped.length) {
      said.push(element("p", {}, `Left out, because no article has it: ${dropped.map((word) => `“${word}”`).join(", ")}.`));
    }
    return said;
  }

  function allArticles() {
    const { archive } = document.querySelector("[data-archive]").dataset;
    return element("a", { href: new URL(archive, location.href) }, "all articles");
  }

  const advice = () => element("p", {}, "Try fewer or other words, or look through ", allArticles(), ".");
  const failure = () => element("p", {}, "The search could not be loaded. Look through ", allArticles(), ".");

  window.kbSearch = {
    root, load, tokens, element, recent, remember, carry, excerpt, facts, summary, notes, advice, failure,
    forget: () => keep(RECENT, null),
    parts: () => load("_static/kb-search-engines.js").then(() => load("_static/kb-search-query.js")),
  };

  // -- Which field is served by what ------------------------------------------

  const own = (field) => field.closest("form").dataset.archive || !document.querySelector("#kb-results");

  async function serve({ target }) {
    if (!target?.matches?.('form[role="search"] input') || !own(target)) return;
    await Promise.all([load("_static/kb-search-list.js"), kbSearch.parts()]);
    kbSearch.attach(target);
  }

  const sheet = new URL("_static/kb-search.css", root).href;
  if (![...document.styleSheets].some(({ href }) => href === sheet)) {
    document.head.append(element("link", { rel: "stylesheet", href: sheet }));
  }
  document.addEventListener("focusin", serve);
  serve({ target: document.activeElement });
})();
