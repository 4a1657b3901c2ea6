// Marks the words of a search in the article that it led to, until they are cleared, and goes from
// one mark to the next.

(() => {
  const scriptUrl = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const KEY = "kb-search-marks";
  const article = document.querySelector(".kb-article");
  const carried = /** @type {any} */ (kb.storage.get(KEY));
  if (!article || !Array.isArray(carried?.words)) return;
  const here = carried.page === kb.pageOf(location);
  const late = carried.until < Date.now();
  if (here || late) kb.storage.set(KEY, null);
  if (!here || late) return;

  // A word is marked in its other forms, too: "budget" in "budgets", "policies" in "policy".
  /** @type {(word: string) => string} */
  function formsOf(word) {
    const safe = word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
    if (/\p{N}/u.test(word)) return `${safe}(?![.,]\\p{N})`;
    return word.length > 4 ? `${safe.replace(/(?:ies|es|s|ed|ing|y|e)$/u, "")}\\p{L}{0,4}` : safe;
  }

  /** @type {string[]} */
  const words = carried.words.filter((/** @type {unknown} */ word) => typeof word === "string");
  // Chinese, Japanese, Korean and Thai have no spaces around words, or endings of any kind.
  const UNSPACED =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
  const forms = words
    .filter((word) => word.length > 1 || UNSPACED.test(word))
    .map((word) =>
      UNSPACED.test(word)
        ? word // letters alone: no sign in it means something to a regular expression
        : `(?<![\\p{L}\\p{N}]|\\p{N}[.,])${formsOf(word)}(?![\\p{L}\\p{N}])`,
    );
  if (!forms.length) return;
  const pattern = new RegExp(forms.join("|"), "gu");

  // Words are compared as the search does it, where "ß" is two letters: where in the text each
  // letter begins and ends is kept.
  /** @type {(text: string) => [number, number][]} */
  function placesIn(text) {
    let folded = "";
    let at = 0;
    /** @type {[number, number][]} */
    const letters = [];
    for (const letter of text) {
      const now = kb.fold(letter);
      folded += now;
      for (let i = 0; i < now.length; i++) letters.push([at, at + letter.length]);
      at += letter.length;
    }
    return [...folded.matchAll(pattern)].map(({ index, 0: found }) => [
      letters[index][0],
      letters[index + found.length - 1][1],
    ]);
  }

  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("nav, script, button, .headerlink, .kb-tooltip, svg")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  let count = 0;
  for (const text of texts) {
    let end = text.length;
    for (const [from, to] of placesIn(text.data).reverse()) {
      if (to > end) continue; // two words in one sign
      end = from;
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, to);
      const mark = document.createElement("mark");
      mark.className = "kb-search-mark";
      range.surroundContents(mark);
      count += 1;
    }
  }
  if (!count) return;

  // -- From mark to mark --------------------------------------------------------

  /** @type {NodeListOf<HTMLElement>} */
  const found = article.querySelectorAll("mark.kb-search-mark");
  const marks = [...found];
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  status.textContent = `${count} mark${count === 1 ? "" : "s"}`;
  let now = -1;

  // Where a reader is: the first mark that is not above the screen, or above the section opened.
  const below = () => {
    const first = marks.findIndex((mark) => mark.getBoundingClientRect().bottom > 0);
    return first < 0 ? marks.length : first;
  };

  /** @type {(step: number) => void} */
  function go(step) {
    marks[now]?.classList.remove("kb-search-mark-now");
    const next = now < 0 ? below() - (step < 0 ? 1 : 0) : now + step;
    now = (next + marks.length) % marks.length;
    const mark = marks[now];
    for (
      let box = mark.closest("details");
      box;
      box = box.parentElement?.closest("details") ?? null
    ) {
      box.open = true;
    }
    mark.classList.add("kb-search-mark-now");
    mark.scrollIntoView({ block: "center" });
    status.textContent = `Mark ${now + 1} of ${marks.length}`;
  }

  function clear() {
    for (const mark of marks) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent?.normalize();
    }
    bar.remove();
  }

  const bar = document.createElement("div");
  bar.className = "kb-search-marked";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Words of the search");
  /** @type {[string, () => void][]} */
  const buttons = [
    ["Previous mark", () => go(-1)],
    ["Next mark", () => go(1)],
    ["Clear the marks", clear],
  ];
  bar.append(status);
  for (const [name, act] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", act);
    bar.append(button);
  }
  article.prepend(bar);
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("kb-search.css", scriptUrl).href;
  document.head.append(sheet);
})();
