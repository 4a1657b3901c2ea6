// kb-search.js: words, what is remembered, and what a list says.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makeStorage, open, plain, TABLE } from "./browser.mjs";

const load = (given) => open(["kb-start.js", "kb-search.js"], given).kbSearch;
const texts = (parts) => plain(parts.map((part) => part.textContent ?? part));
const marked = (parts) => texts(parts.filter((part) => part.name === "mark"));

for (const [text, words] of TABLE.tokens) {
  test(`the words of “${text}” are ${JSON.stringify(words)}`, () => {
    assert.deepEqual(plain(load().tokens(text)), words);
  });
}

test("no search is remembered unless the reader asked for it", () => {
  const storage = makeStorage();
  const search = load({ storage });
  search.remember("a");

  assert.deepEqual([plain(search.recent()), storage.texts.size], [[], 0]);
});

test("the six latest searches are remembered then, each once, the newest first", () => {
  const search = load();
  search.keep(true);
  for (const text of ["a", "b", "c", "d", "e", "f", "g", "c", ""]) search.remember(text);

  assert.deepEqual(plain(search.recent()), ["c", "g", "f", "e", "d", "b"]);
});

test("who does not want it any more leaves nothing behind", () => {
  const storage = makeStorage();
  const search = load({ storage });
  search.keep(true);
  search.remember("a");
  search.keep(false);

  assert.deepEqual([plain(search.recent()), storage.texts.size], [[], 0]);
});

for (const stored of ["no JSON", "5", "{}", '["kept", 5, null]']) {
  test(`of ${stored} in storage only texts are taken`, () => {
    const search = load({
      storage: makeStorage({ "kb-search-recent": stored, "kb-search-keep": "true" }),
    });
    assert.deepEqual(plain(search.recent()), stored.includes("kept") ? ["kept"] : []);
  });
}

test("the words of a search go to the article for a minute, if there are any", () => {
  const storage = makeStorage();
  const search = load({ storage });
  search.carry("https://kb.example/posts/a.html#part", []);
  assert.equal(storage.texts.size, 0);
  search.carry("https://kb.example/posts/a.html#part", ["risk"]);
  const { page, words, until } = JSON.parse(storage.texts.get("kb-search-marks"));

  assert.deepEqual([page, words], ["/posts/a", ["risk"]]);
  assert.ok(until > Date.now() && until <= Date.now() + 60_000);
});

test("of an excerpt only the engine's own mark is a tag", () => {
  const excerpt = "a &lt;b&gt; &amp;lt; <mark>risk &amp; loss</mark> it&#39;s <i>";
  const parts = load().excerpt({ excerpt }, ["risk"]);

  assert.deepEqual(texts(parts), ["… a <b> &lt; ", "risk & loss", " it's <i> …"]);
  assert.deepEqual(marked(parts), ["risk & loss"]);
});

for (const [word, mark, isMarked] of [
  ["budget", "Budgets,", true],
  ["policies", "policy", true],
  ["ransomw", "ransomware", true],
  ["nis2", "(NIS2),", true],
  ["nis2", "2.0", false],
  ["8-k", "8-K’s", true],
  ["1.3", "13).", false],
  ["5.7", "A.5.7", false],
  ["xlsx", "x", false],
  ["rss", "RS.MA", false],
]) {
  test(`a mark on “${mark}” is ${isMarked ? "kept" : "taken off"} for “${word}”`, () => {
    const parts = load().excerpt({ excerpt: `<mark>${mark}</mark>` }, [word]);
    assert.equal(marked(parts).length, isMarked ? 1 : 0);
  });
}

test("without an excerpt the words are marked in the description, in their forms", () => {
  const parts = load().excerpt({ description: "Budgets, the budget; no subbudget." }, ["budget"]);
  assert.deepEqual(marked(parts), ["Budgets", "budget"]);
});

test("a word with signs is no pattern", () => {
  assert.deepEqual(marked(load().excerpt({ description: "C++ or C" }, ["c++"])), ["C++"]);
});

for (const [result, facts] of [
  [{ topic: "Risk", author: "Ada", date: "2026-03-05" }, "Risk · Ada · 5 March 2026"],
  [{ topic: "", author: "Ada", date: "" }, "Ada"],
  [{}, ""],
]) {
  test(`the facts of ${JSON.stringify(result)} are “${facts}”`, () => {
    assert.equal(texts(load().facts(result)).join(""), facts);
  });
}

const hits = (count) => Array.from({ length: count }, (_, at) => ({ id: at }));
for (const [answer, said] of [
  [{ query: "x", hits: 0 }, "No article matches “x”."],
  [{ query: "", hits: 3 }, "3 articles"],
  [{ query: "x", hits: 1 }, "1 article for “x”"],
  [{ query: "x", hits: 3, kept: 1 }, "1 article of 3 for “x”"],
  [{ query: "x", hits: 3, relaxed: 2 }, "1 article for “x”, and 2 with some of the words"],
  [
    { query: "x", hits: 2, relaxed: 2 },
    "No article has all the words of “x”; 2 have some of them.",
  ],
  [{ query: "x", hits: 1, relaxed: 1 }, "No article has all the words of “x”; 1 has some of them."],
]) {
  test(`of ${JSON.stringify(answer)} a list says “${said}”`, () => {
    const { query, relaxed = 0 } = answer;
    const kept = hits(answer.kept ?? answer.hits);
    const given = { query, used: query, relaxed, hits: hits(answer.hits), kept };
    assert.equal(load().summary(given), said);
  });
}

test("what was changed in a query is told", () => {
  const told = load().notes({ query: "bugdet x", used: "budget", dropped: ["x"] }, () => {});

  assert.deepEqual(texts(told), [
    "Showing “budget”. Search for “bugdet x” instead",
    "Left out, because no article has it: “x”.",
  ]);
});

test("nothing is told of a query that was taken as typed", () => {
  assert.equal(load().notes({ query: "a", used: "a", dropped: [] }, () => {}).length, 0);
});

test("who finds nothing is led to all articles", () => {
  const form = { dataset: { archive: "../archive.html" } };
  const advice = load({ found: { "[data-archive]": form } }).advice();
  const link = advice.children.find((child) => child.name === "a");

  assert.equal(link.attributes.href, "https://kb.example/archive.html");
});
