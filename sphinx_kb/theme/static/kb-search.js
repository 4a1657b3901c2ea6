// The search: loaded when a field of it is first focused. It puts a list under the field; the
// results page has a script of its own. What is typed is sent nowhere.

(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../", script.src);
  const RECENT = "kb-search-recent";
  const KEEP = "kb-search-keep";
  const BEST = 3; // articles above what only has the words in its name
  /** @type {Map<string, Promise<unknown>>} */
  const loaded = new Map();

  /** @type {KbSearch["load"]} */
  function load(path) {
    const known = loaded.get(path);
    if (known) return known;
    const done = new Promise((resolve, reject) => {
      const wanted = document.createElement("script");
      wanted.src = new URL(path, root).href;
      wanted.addEventListener("load", resolve);
      wanted.addEventListener("error", () => {
        loaded.delete(path); // there may be a network by the next try
        reject(new Error(`cannot load ${path}`));
      });
      document.head.append(wanted);
    });
    loaded.set(path, done);
    return done;
  }

  // Words as they are compared: folded, with the signs that are part of them.
  const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}'&+#./-]*[\p{L}\p{N}+#])?/gu;
  /** @type {KbSearch["tokens"]} */
  const tokens = (text) => kb.fold(text).replaceAll("’", "'").match(WORD) ?? [];

  // Signs of scripts without spaces, and of Korean, which adds endings: as in search/record.py.
  const UNSPACED =
    /[\u0e01-\u0e3a\u0e40-\u0e4e\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/u;

  /** @type {KbSearch["element"]} */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) made.setAttribute(key, value);
    }
    for (const child of children) if (child !== null && child !== undefined) made.append(child);
    return made;
  }

  // -- What is remembered, in this browser alone ------------------------------

  /** @type {KbSearch["isKept"]} */
  const isKept = () => kb.storage.get(KEEP) === true;

  /** @type {KbSearch["keep"]} */
  function keep(isWanted) {
    kb.storage.set(KEEP, isWanted || null);
    if (!isWanted) kb.storage.set(RECENT, null);
  }

  /** @type {KbSearch["recent"]} */
  function recent() {
    if (!isKept()) return [];
    const kept = kb.storage.get(RECENT);
    return Array.isArray(kept) ? kept.filter((text) => typeof text === "string").slice(0, 6) : [];
  }

  /** @type {KbSearch["remember"]} */
  function remember(text) {
    const others = recent().filter((other) => other !== text);
    if (text && isKept()) kb.storage.set(RECENT, [text, ...others].slice(0, 6));
  }

  // What stands there before anything is typed: common tasks, and recent searches if they are kept.
  /** @type {KbSearch["start"]} */
  async function startScreen(link, again) {
    await kbSearch.ready();
    /** @type {(name: string, links: HTMLElement[]) => HTMLElement[]} */
    const group = (name, links) => {
      const heading = element("p", { class: "kb-search-name", "aria-hidden": "true" }, name);
      return links.length
        ? [element("div", { role: "group", "aria-label": name }, heading, ...links)]
        : [];
    };
    const tasks = (kbSearch.vocabulary.tasks ?? []).map(([name, uri]) =>
      link("kb-search-task", new URL(uri, root).href, name),
    );
    const kept = recent().map((text) => link("kb-search-recent", address(text), text));
    const button = element("button", { type: "button", class: "kb-search-link" });
    button.append(isKept() ? "Forget my searches" : "Remember my searches in this browser");
    button.addEventListener("click", () => {
      keep(!isKept());
      again();
    });
    const groups = [...group("Common tasks", tasks), ...group("Recent searches", kept)];
    return { groups, after: [button] };
  }

  /** @type {KbSearch["address"]} */
  function address(text) {
    /** @type {HTMLFormElement | null} */
    const form = document.querySelector('form[role="search"]');
    const url = new URL(form?.action ?? location.href);
    url.searchParams.set("q", text);
    return url.href;
  }

  // The article that is opened marks the words (kb-search-marks.js), once.
  /** @type {KbSearch["carry"]} */
  function carry(url, words) {
    const carried = { page: kb.pageOf(new URL(url)), words, until: Date.now() + 60_000 };
    if (words.length) kb.storage.set("kb-search-marks", carried); // until it is opened, or for a minute
  }

  // -- What a list says -------------------------------------------------------

  const MONTHS = ["January", "February", "March", "April", "May", "June"];
  MONTHS.push("July", "August", "September", "October", "November", "December");

  /** @type {(day?: string) => HTMLElement | null} */
  function writtenOut(day = "") {
    const [year, month, date] = day.split("-").map(Number);
    return date ? element("time", { datetime: day }, `${date} ${MONTHS[month - 1]} ${year}`) : null;
  }

  // The engine's excerpt is text with <mark>; every other tag in it is text, too.
  /** @type {Record<string, string>} */
  const ENTITIES = { lt: "<", gt: ">", quot: '"', amp: "&" };
  /** @type {(text: string) => string} */
  const unescaped = (text) =>
    text.replace(/&(lt|gt|quot|#39|#x27|amp);/g, (_, name) => ENTITIES[name] ?? "'");

  // What may be marked in an excerpt: the words, and other names of them.
  /** @type {KbSearch["marked"]} */
  const marked = ({ words, others }) => [...words, ...others.flatMap((other) => other.name)];

  // Whether what the engine has marked is a form of a word that was looked for.
  /** @type {KbSearch["isFound"]} */
  function isFound(text, words) {
    /** @type {(one: string, other: string) => boolean} */
    const near = (one, other) => {
      const begins = one.startsWith(other);
      if (/\p{N}/u.test(one + other)) {
        return begins && !/^[\p{L}\p{N}]/u.test(one.slice(other.length));
      }
      const start = Math.min(one.length, other.length, Math.max(3, other.length - 3));
      return begins || (start > 2 && one.slice(0, start) === other.slice(0, start));
    };
    const parts = tokens(text).flatMap((part) => [part, ...part.split(/[^\p{L}\p{N}]+/u)]);
    return words.some((word) => parts.some((part) => part && near(part, word)));
  }

  /** @type {KbSearch["excerpt"]} */
  function excerpt({ excerpt: found, description }, words) {
    if (!found) return highlighted(description ?? "", words);
    return `… ${found} …`.split(/(<mark>.*?<\/mark>)/su).map((part) => {
      const mark = /^<mark>(.*)<\/mark>$/su.exec(part);
      const text = unescaped(mark ? mark[1] : part);
      return mark && isFound(text, words) ? element("mark", {}, text) : text;
    });
  }

  /** @type {(text: string, words: string[]) => (Node | string)[]} */
  function highlighted(text, words) {
    if (!words.length) return [text];
    const forms = words.map((word) => {
      const safe = word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
      const whole = `(?<![\\p{L}\\p{N}])${safe}[\\p{L}]{0,3}(?![\\p{L}\\p{N}])`;
      return UNSPACED.test(word) ? safe : whole;
    });
    const parts = text.split(new RegExp(`(${forms.join("|")})`, "iu"));
    return parts.map((part, at) => (at % 2 ? element("mark", {}, part) : part));
  }

  /** @type {KbSearch["facts"]} */
  function facts(result) {
    const parts = [result.topic, result.author, writtenOut(result.date)];
    return parts.flatMap((part) => (part ? [" · ", part] : [])).slice(1);
  }

  /** @type {KbSearch["badge"]} */
  const badge = (text) => element("span", { class: "kb-search-badge" }, text);

  // One list: what is meant by its name, the best articles, what has the words in its name, the rest.
  /** @type {KbSearch["inOrder"]} */
  const inOrder = ({ pages, further, results }, drawEntry, drawArticle) => {
    const best = results.slice(0, BEST).map(drawArticle);
    const rest = results.slice(BEST).map(drawArticle);
    return [...pages.map(drawEntry), ...best, ...further.map(drawEntry), ...rest];
  };

  /** @type {(count: number) => string} */
  const articles = (count) => `${count} article${count === 1 ? "" : "s"}`;

  /** @type {KbSearch["summary"]} */
  function summary({ query, used, hits, kept, relaxed }) {
    if (!hits.length) return `No article matches “${query}”.`;
    if (!query) return articles(kept.length);
    const strict = hits.length - relaxed;
    const of = `of ${hits.length} for “${used}”`;
    if (kept.length < hits.length) return `${articles(kept.length)} ${of}`;
    const have = hits.length === 1 ? "has" : "have";
    const none = `No article has all the words of “${used}”`;
    if (!strict) return `${none}; ${hits.length} ${have} some of them.`;
    if (relaxed) return `${articles(strict)} for “${used}”, and ${relaxed} with some of the words`;
    return `${articles(strict)} for “${used}”`;
  }

  // What was changed in the query, and how to have it as typed.
  /** @type {KbSearch["notes"]} */
  function notes({ query, used, dropped }, again) {
    const said = [];
    if (used !== query) {
      const button = element("button", { type: "button", class: "kb-search-link" });
      button.append(`Search for “${query}” instead`);
      button.addEventListener("click", again);
      said.push(element("p", {}, `Showing “${used}”. `, button));
    }
    if (dropped.length) {
      const words = dropped.map((word) => `“${word}”`).join(", ");
      said.push(element("p", {}, `Left out, because no article has it: ${words}.`));
    }
    return said;
  }

  function allArticles() {
    /** @type {HTMLElement | null} */
    const form = document.querySelector("[data-archive]");
    const archive = form?.dataset.archive ?? "";
    return element("a", { href: new URL(archive, location.href).href }, "all articles");
  }

  const advice = () =>
    element("p", {}, "Try fewer or other words, or look through ", allArticles(), ".");
  // Without a network the ways of the foot lead to what is saved, too
  function failure() {
    if (navigator.onLine) {
      return element("p", {}, "The search could not be loaded. Look through ", allArticles(), ".");
    }
    const said = element("p", {}, "Search cannot be loaded; you are offline.");
    for (const way of document.querySelectorAll(".kb-site-footer a")) {
      said.append(" ", way.cloneNode(true));
    }
    return said;
  }

  /** @type {Partial<KbSearch>} */
  const shared = {
    root,
    load,
    tokens,
    unspaced: UNSPACED,
    element,
    recent,
    remember,
    isKept,
    keep,
    start: startScreen,
    address,
    badge,
    inOrder,
    carry,
    excerpt,
    isFound,
    marked,
    facts,
    summary,
    notes,
    advice,
    failure,
    parts: () =>
      Promise.all(
        ["engines", "rank", "entries", "query"].map((name) => load(`_static/kb-search-${name}.js`)),
      ),
  };
  window.kbSearch = /** @type {KbSearch} */ (shared); // the other files add the rest

  // -- Which field is served by what ------------------------------------------

  /** @type {(event: { target: EventTarget | null }) => Promise<void>} */
  async function serve({ target }) {
    if (!(target instanceof HTMLInputElement)) return;
    const form = /** @type {HTMLElement | null} */ (target.closest('form[role="search"]'));
    if (!form || (!form.dataset.archive && document.querySelector("#kb-results"))) return;
    try {
      await Promise.all([load("_static/kb-search-list.js"), kbSearch.parts()]);
    } catch {
      document.querySelector(".kb-search-lost")?.remove();
      form.after(element("div", { class: "kb-search-lost", role: "status" }, failure()));
      return;
    }
    kbSearch.attach(target);
  }

  const sheet = new URL("_static/kb-search.css", root).href;
  if (![...document.styleSheets].some(({ href }) => href === sheet)) {
    document.head.append(element("link", { rel: "stylesheet", href: sheet }));
  }
  document.addEventListener("focusin", serve);
  serve({ target: document.activeElement });
})();
