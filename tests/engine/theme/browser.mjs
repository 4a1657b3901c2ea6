// As much of a browser as the scripts of a page need to be loaded. They are plain scripts, so
// each test gives them a window of its own.

import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const STATIC = path.join(ROOT, "sphinx_kb/theme/static");

/** What is kept in a browser: texts by their names, or an error where that is forbidden. */
export function makeStorage(texts = {}, isClosed = false) {
  const kept = new Map(Object.entries(texts));
  const guarded =
    (act) =>
    (...given) => {
      if (isClosed) throw new Error("SecurityError");
      return act(...given);
    };
  return {
    texts: kept,
    getItem: guarded((key) => kept.get(key) ?? null),
    setItem: guarded((key, value) => kept.set(key, String(value))),
    removeItem: guarded((key) => kept.delete(key)),
  };
}

/** An element that knows its attributes and the text in it. */
function makeElement(name) {
  const attributes = {};
  return {
    name,
    attributes,
    children: [],
    dataset: {},
    classList: { add() {} },
    setAttribute: (key, value) => (attributes[key] = String(value)),
    append(...children) {
      this.children.push(...children);
    },
    addEventListener() {},
    get textContent() {
      return this.children.map((child) => child.textContent ?? child).join("");
    },
  };
}

/** A window with some scripts in it, in their order; `found` is what selectors find. */
export function open(scripts, { storage = makeStorage(), dark = false, found = {} } = {}) {
  const document = {
    documentElement: makeElement("html"),
    head: makeElement("head"),
    currentScript: { src: "https://kb.example/en/_static/kb-search.js" },
    styleSheets: [],
    activeElement: null,
    createElement: makeElement,
    querySelector: (selector) => found[selector] ?? null,
    addEventListener() {},
  };
  const window = { document, localStorage: storage, URL };
  window.window = window;
  window.matchMedia = () => ({ matches: dark });
  window.location = { href: "https://kb.example/en/search.html", protocol: "https:" };
  window.HTMLInputElement = class {};
  const context = vm.createContext(window);
  for (const name of scripts) {
    vm.runInContext(readFileSync(path.join(STATIC, name), "utf8"), context, { filename: name });
  }
  return context;
}

/** A value of another window as one of this: assert compares prototypes, too. */
export const plain = (value) => JSON.parse(JSON.stringify(value));

export const TABLE = JSON.parse(
  readFileSync(path.join(ROOT, "tests/support/folding.json"), "utf8"),
);
