// kb-start.js: the color mode, what is kept in a browser, and how words are compared.

import assert from "node:assert/strict";
import { test } from "node:test";

import { makeStorage, open, plain, TABLE } from "./browser.mjs";

const start = (given) => open(["kb-start.js"], given);

test("what is set is there again", () => {
  const { kb } = start();
  for (const value of ["dark", ["a", "b"], { page: "/x", until: 5 }]) {
    kb.storage.set("key", value);
    assert.deepEqual(plain(kb.storage.get("key")), value);
  }
});

test("null forgets what was set", () => {
  const storage = makeStorage({ key: "dark" });
  const { kb } = start({ storage });
  kb.storage.set("key", null);

  assert.equal(kb.storage.get("key"), null);
  assert.equal(storage.texts.size, 0);
});

test("what others wrote is no JSON and comes as a text", () => {
  assert.equal(start({ storage: makeStorage({ key: "[half" }) }).kb.storage.get("key"), "[half");
});

test("where storage is closed nothing is there and nothing fails", () => {
  const { kb, document } = start({ storage: makeStorage({ mode: "dark" }, true) });
  kb.storage.set("key", "value");
  kb.storage.set("key", null);

  assert.equal(kb.storage.get("key"), null);
  assert.equal(document.documentElement.dataset.mode, "auto");
});

for (const [stored, dark, theme] of [
  [{}, false, "light"],
  [{}, true, "dark"],
  [{ mode: "auto" }, true, "dark"],
  [{ mode: "light" }, true, "light"],
  [{ mode: "dark" }, false, "dark"],
]) {
  test(`with ${JSON.stringify(stored)} on a ${dark ? "dark" : "light"} system it is ${theme}`, () => {
    const { document } = start({ storage: makeStorage(stored), dark });
    assert.equal(document.documentElement.dataset.theme, theme);
  });
}

for (const [text, folded] of TABLE.folded) {
  test(`“${text}” is compared as “${folded}”`, () => {
    const { kb } = start();
    assert.equal(kb.fold(text), folded);
    assert.equal(kb.fold(folded), folded);
  });
}

for (const [one, other] of [
  ["/posts/a.html", "/posts/a"],
  ["/posts/a.html", "/posts/a/"],
  ["/posts/a/index.html", "/posts/a/"],
  ["/en/", "/en/index.html"],
  ["/", "/index.html"],
]) {
  test(`${one} and ${other} are one page`, () => {
    const { kb } = start();
    assert.equal(kb.pageOf({ pathname: one }), kb.pageOf({ pathname: other }));
    assert.notEqual(kb.pageOf({ pathname: one }), kb.pageOf({ pathname: "/posts/b.html" }));
  });
}
