// Marks the words of a search in the article that it led to, until they are cleared.

(() => {
  const here = document.currentScript.src;
  const KEY = "kb-search-marks";
  const article = document.querySelector(".kb-article");
  let carried;
  try {
    carried = JSON.parse(localStorage.getItem(KEY));
  } catch {
    return; // Storage is closed or holds something else.
  }
  if (!article || !Array.isArray(carried?.words)) return;
  if (carried.until < Date.now()) localStorage.removeItem(KEY);
  if (carried.page !== location.pathname || carried.until < Date.now()) return;
  localStorage.removeItem(KEY);

  // A word is marked in its other forms, too: "budget" in "budgets", "policies" in "policy".
  const forms = carried.words
    .filter((word) => typeof word === "string" && word.length > 1)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"))
    .map((word) => (word.length > 4 ? `${word.replace(/(?:ies|es|s|ed|ing|y|e)$/u, "")}\\p{L}{0,4}` : word));
  if (!forms.length) return;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.join("|")})(?![\\p{L}\\p{N}])`, "giu");

  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("nav, script, button, .headerlink, .kb-tooltip, svg") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  let count = 0;
  for (const text of texts) {
    for (const found of [...text.data.matchAll(pattern)].reverse()) {
      const range = document.createRange();
      range.setStart(text, found.index);
      range.setEnd(text, found.index + found[0].length);
      const mark = document.createElement("mark");
      mark.className = "kb-search-mark";
      range.surroundContents(mark);
      count += 1;
    }
  }
  if (!count) return;

  const bar = document.createElement("p");
  bar.className = "kb-search-marked";
  const clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = "Clear the marks";
  clear.addEventListener("click", () => {
    for (const mark of article.querySelectorAll("mark.kb-search-mark")) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
    bar.remove();
  });
  bar.append(`${count} place${count === 1 ? "" : "s"} marked that fit${count === 1 ? "s" : ""} the search. `, clear);
  article.prepend(bar);
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("kb-search.css", here);
  document.head.append(sheet);
})();
