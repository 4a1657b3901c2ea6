// kb-search-query.js: from what a reader types to the articles that answer it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { open, plain } from "./browser.mjs";

const SCRIPTS = [
  "kb-start.js",
  "kb-search.js",
  "kb-search-rank.js",
  "kb-search-entries.js",
  "kb-search-query.js",
];

/** A search over articles, each a title and a text; the engine is as simple as can be. */
function search(articles, { words: lexicon = "", ...vocabulary } = {}, lists = {}) {
  const { kbSearch, document, window } = open(SCRIPTS);
  const asked = [];
  const tokens = (text) => kbSearch.tokens(text.replaceAll("-", " "));
  const wordsOf = ({ title, text = "" }) => new Set(tokens(`${title} ${text}`));
  const begins = (one, word) => [...wordsOf(one)].some((known) => known.startsWith(word));
  const find = (text) => articles.filter((one) => tokens(text).every((word) => begins(one, word)));
  const engine = {
    name: "pagefind",
    search: async (text) => {
      asked.push(text);
      return find(text).map(({ title }) => ({ id: title, score: 1 }));
    },
    all: async () => articles.map(({ title }) => ({ id: title, score: 1 })),
    has: async (word) => articles.some((one) => wordsOf(one).has(word)),
    show: async ({ id }) => ({ title: id, url: id, headings: [] }),
  };
  window.CustomEvent = class {};
  document.dispatchEvent = () => true;
  kbSearch.load = async () => {
    kbSearch.lexicon = lexicon;
    kbSearch.vocabulary = {
      groups: [],
      names: [],
      articles: articles.length,
      ...vocabulary,
    };
  };
  Object.assign(kbSearch, { codes: {}, facets: { articles: [], values: {} }, ...lists });
  kbSearch.pagefind = async () => engine;
  return { ask: kbSearch.ask, asked };
}

const titles = ({ results }) => plain(results.map(({ title }) => title));
const named = (...given) => given.map((title) => ({ title }));

for (const [one, other, steps] of [
  ["budget", "budget", 0],
  ["bugdet", "budget", 1],
  ["budgt", "budget", 1],
  ["budgett", "budget", 1],
  ["badget", "budget", 1],
  ["", "ab", 2],
  ["polcies", "policy", 3],
  ["risk", "compliance", 3],
]) {
  test(`from “${one}” to “${other}” there are ${steps} steps`, () => {
    assert.equal(open(SCRIPTS).kbSearch.distance(one, other, 2), steps);
  });
}

for (const forms of [
  ["budget", "budgets", "budgeting"],
  ["policy", "policies"],
  ["log", "logging"],
  ["measure", "measurement", "measurements"],
]) {
  test(`${forms.join(", ")} have one stem`, () => {
    const { stem } = open(SCRIPTS).kbSearch;
    assert.equal(new Set(forms.map(stem)).size, 1);
  });
}

test("words that say nothing are no content", () => {
  const { contentWords } = open(SCRIPTS).kbSearch;
  assert.deepEqual(plain(contentWords("how do i get the budget".split(" "))), ["budget"]);
});

test("a word that stands in no article is said to be missing, and finds nothing like it", async () => {
  const { ask } = search(named("Risk in x", "A sub plan", "Scribe of an incident"), {
    words: "risk:1 sub:1 plan:1 scribe:1 incident:1",
  });
  for (const word of ["xlsx", "rss", "subscribe"]) {
    const { hits, dropped } = await ask(word);
    assert.deepEqual(plain([hits.length, dropped]), [0, [word]]);
  }
});

test("a word with a digit is found to the letter, or is said to be missing", async () => {
  const given = ["NIS2 and TLS 1.3", "Group 13", "A.5.7 of ISO 27001"];
  const codes = { nis2: [0], 1.3: [0], 13: [1], "a.5.7": [2], 27001: [2] };
  const facets = { articles: given.map((title) => [title]), values: {} };
  const words = "nis:2 and:1 tls:1 group:1 iso:1 of:1";
  const { ask } = search(named(...given), { words }, { codes, facets });
  const found = async (text) => plain((await ask(text)).hits.map(({ id }) => id));

  assert.deepEqual(await found("nis2"), ["NIS2 and TLS 1.3"]);
  assert.deepEqual(await found("TLS 1.3"), ["NIS2 and TLS 1.3"]);
  assert.deepEqual(await found("13"), ["Group 13"]);
  assert.deepEqual(await found("A.5"), ["A.5.7 of ISO 27001"]);
  assert.deepEqual(await found("5.7"), []);
  assert.deepEqual(plain((await ask("v5.6.1")).dropped), ["v5.6.1"]);
});

test("a word within a sentence without spaces is found, and nothing like it", async () => {
  const given = ["风险管理的基础", "管道与原理", "リスク管理について ISO", "보안은 중요하다"];
  const codes = {};
  given.forEach((title, row) => {
    for (const word of title.split(" ")) {
      const signs = [...word];
      signs.slice(1).forEach((sign, at) => (codes[signs[at] + sign] ??= []).push(row));
    }
  });
  const facets = { articles: given.map((title) => [title]), values: {} };
  const { ask } = search(named(...given), { words: "iso:1" }, { codes, facets });
  const found = async (text) => plain((await ask(text)).hits.map(({ id }) => id));

  assert.deepEqual(await found("管理"), ["风险管理的基础", "リスク管理について ISO"]);
  assert.deepEqual(await found("风险管理"), ["风险管理的基础"]);
  assert.deepEqual(await found("リスク"), ["リスク管理について ISO"]);
  assert.deepEqual(await found("보안"), ["보안은 중요하다"]);
  assert.deepEqual(await found("原"), ["管道与原理"]);
  assert.equal((await found("ISO管理"))[0], "リスク管理について ISO");
  assert.deepEqual(await found("理管"), []);
  assert.deepEqual(plain((await ask("预算")).dropped), ["预算"]);
});

test("another name is no beginning of a word: “NIS 2” is not NIST", async () => {
  const codes = { nis2: [0], 2: [1] };
  const facets = { articles: [["NIS2"], ["NIST 2"]], values: {} };
  const lists = { words: "nist:1", groups: [["nis2", "nis 2"]] };
  const { ask } = search(named("NIS2", "NIST 2"), lists, { codes, facets });

  assert.deepEqual(titles(await ask("nis2")), ["NIS2"]);
});

test("a word is found however it is written", async () => {
  const { ask } = search(named("Die Straße", "Of ﬁnance"));

  assert.deepEqual(titles(await ask("STRASSE")), ["Die Straße"]);
  assert.deepEqual(titles(await ask("finance")), ["Of ﬁnance"]);
});

test("a misspelled word is mended, unless it is asked for as typed", async () => {
  const given = [named("The budget"), { words: "budget:1" }];
  const mended = await search(...given).ask("bugdet");
  const literal = await search(...given).ask("bugdet", { literal: true });

  assert.deepEqual([mended.used, titles(mended)], ["budget", ["The budget"]]);
  assert.deepEqual([literal.used, titles(literal)], ["bugdet", []]);
});

test("in a short word two letters that are swapped are mended, and nothing else", async () => {
  const { ask } = search(named("Risk appetite"), { words: "appetite:3 risk:9" });

  assert.equal((await ask("rsik appetite")).used, "risk appetite");
  assert.deepEqual(plain((await ask("disk appetite")).dropped), ["disk"]);
});

test("two words that were run together are parted", async () => {
  const { ask } = search(named("Risk register"), { words: "register:1 risk:1" });
  assert.equal((await ask("riskregister")).used, "risk register");
});

test("a word that nothing resembles is left out, and told", async () => {
  const answer = await search(named("The budget"), { words: "budget:1" }).ask("budget zzzzzz");

  assert.deepEqual([plain(answer.dropped), titles(answer)], [["zzzzzz"], ["The budget"]]);
});

test("other names of what is asked for are asked for, too", async () => {
  const { ask } = search(named("MFA for all", "Multi-factor authentication"), {
    groups: [["mfa", "multi-factor authentication"]],
  });

  assert.deepEqual(titles(await ask("mfa")), ["MFA for all", "Multi-factor authentication"]);
});

test("where no article has all the words, those that have some are shown", async () => {
  const answer = await search(named("A risk", "Some loss")).ask("risk loss");

  assert.equal(answer.relaxed, 2);
  assert.equal(titles(answer).length, 2);
});

test("an article whose title holds the words comes first", async () => {
  const articles = [{ title: "Other", text: "the budget" }, { title: "The budget" }];
  assert.deepEqual(titles(await search(articles).ask("budget")), ["The budget", "Other"]);
});

test("a question without content asks for its own words", async () => {
  const { ask, asked } = search(named("How to"));
  await ask("how to");

  assert.equal(asked[0], "how to");
});

test("nothing typed is every article", async () => {
  assert.equal(titles(await search(named("One", "Two")).ask("")).length, 2);
});

test("a page is offered by its whole name before those that the query holds", async () => {
  const names = [
    ["Glossary", "Risk", "glossary.html#risk", ["risk"]],
    ["Topic", "Risk appetite", "topics/appetite.html", ["risk appetite"]],
    ["Tag", "appetite", "tags/appetite.html", ["appetite"]],
  ];
  const { ask } = search(named("A"), { names, words: "appetite:1 board:1" });
  const offered = async (text) => plain((await ask(text)).pages.map(({ name }) => name));

  assert.deepEqual(await offered("risk appetite"), ["Risk appetite"]);
  assert.deepEqual(await offered("risk appetite board"), ["Risk appetite", "Risk"]);
});

test("where the first engine has lost a part of its index the other is asked", async () => {
  const { kbSearch, window, document } = open(SCRIPTS);
  const empty = { search: async () => [], all: async () => [], has: async () => true };
  window.CustomEvent = class {};
  document.dispatchEvent = () => true;
  kbSearch.load = async () => {
    kbSearch.vocabulary = { groups: [], names: [] };
    kbSearch.lexicon = "budget:9";
  };
  kbSearch.pagefind = async () => ({ ...empty, name: "pagefind" });
  kbSearch.sphinx = async () => ({ ...empty, name: "sphinx" });

  assert.equal((await kbSearch.ask("budget")).engine, "sphinx");
});

// -- What is found by its name ----------------------------------------------------------------

const NAMES = [
  ["Glossary", "Risk appetite", "glossary.html#appetite", ["risk appetite"]],
  [
    "Template",
    "Board paper",
    "templates/board-paper.html",
    ["Board paper", "Board paper template"],
  ],
  ["Clock", "LAW1", "clocks.html#calc-clocks", ["LAW1", "law eu"]],
  ["Clock", "Other law", "clocks.html#calc-clocks", ["Other law", "other eu"]],
  ["Control", "GV.RM Risk management", "csf.html#gv-rm", ["GV.RM", "GVRM"]],
];
const ANSWERS = { 0: "How much risk one wants.", 2: "Early warning within 24 hours." };

for (const [text, first, answer] of [
  ["risk appetite", "Risk appetite", "How much risk one wants."],
  ["Law1 deadline", "LAW1", "Early warning within 24 hours."],
  ["LAW 1 deadline", "LAW1", "Early warning within 24 hours."],
  ["how long do we have to report an incident under LAW1", "LAW1", ANSWERS[2]],
  ["gv.rm", "GV.RM Risk management", undefined],
  ["board paper", "Board paper", undefined],
]) {
  test(`the list for “${text}” begins with ${first}, and answers ${answer}`, async () => {
    const { ask } = search(named("A"), { names: NAMES }, { answers: ANSWERS });
    const [page] = (await ask(text)).pages;

    assert.deepEqual([page?.name, page?.answer], [first, answer]);
  });
}

test("no deadline is told that nobody asked for", async () => {
  const { ask } = search(named("A"), { names: NAMES }, { answers: ANSWERS });
  for (const text of [
    "LAW1",
    "deadline",
    "deadlines of reports",
    "LAW2 deadline",
    "risk deadline",
  ]) {
    const { pages } = await ask(text);
    assert.deepEqual(plain(pages.filter(({ kind }) => kind === "Clock")), [], text);
  }
});

test("a name that has all the words among others comes behind the best articles", async () => {
  const { ask } = search(named("Papers for the board"), { names: NAMES });
  const { pages, further } = await ask("paper");

  assert.deepEqual(
    [pages.length, further[0].badge, further[0].name],
    [0, "Template", "Board paper"],
  );
});

// -- What makes an article better than another ---------------------------------------------------

const article = (title, more = {}) => ({ title, url: title, headings: [], ...more });

/** The names of articles as they are ranked, all of one score for the engine. */
async function order(articles, words) {
  const { kbSearch } = open(SCRIPTS);
  kbSearch.vocabulary = { groups: [], names: [], articles: articles.length };
  const hits = articles.map(({ title }) => ({ id: title, score: 1 }));
  const show = async ({ id }) => articles.find(({ title }) => title === id);
  const found = await kbSearch.ranked(hits, { words, gaps: [], names: [] }, { show });
  return plain(found.map(({ id }) => id));
}

test("words that stand together outrank words that stand apart", async () => {
  const apart = article("Apart", { content: "A price here. A curve there. Price, and a curve." });
  const near = article("Together", { content: "The price curve. Then nothing more of it at all." });

  assert.deepEqual(await order([apart, near], ["price", "curve"]), ["Together", "Apart"]);
});

test("an article that is overdue comes behind an equal one that is in time", async () => {
  const late = article("Late", { content: "A plan.", due: "2001-01-01" });
  const fine = article("Fine", { content: "A plan.", due: "2999-01-01" });
  const undated = article("Undated", { content: "A plan." });

  assert.deepEqual(await order([late, fine, undated], ["plan"]), ["Fine", "Undated", "Late"]);
});

test("it does not come behind one that says less", async () => {
  const late = article("A plan", { content: "A plan.", due: "2001-01-01" });
  const fine = article("Fine", { content: "A plan.", due: "2999-01-01" });

  assert.deepEqual(await order([fine, late], ["plan"]), ["A plan", "Fine"]);
});

// -- One word or two -----------------------------------------------------------------------------

const COMPOUNDS = { compounds: "data|base heat|map", words: "base:1 data:1 heatmap:1" };

for (const [text, wanted] of [
  ["data base", "A database"],
  ["data bases", "Two databases"],
  ["database", "Our data base"],
  ["heat-map", "Our heatmap"],
]) {
  test(`“${text}” finds “${wanted}”`, async () => {
    const { ask } = search(named(wanted, "Something else"), COMPOUNDS);

    assert.equal(titles(await ask(text))[0], wanted);
  });
}
