// worker.js: what is kept of a site, and what never is. A network and caches of our own stand around it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const FILE = new URL("../../../sphinx_kb/offline/scripts/worker.js", import.meta.url);
const SOURCE = readFileSync(FILE, "utf8");
const SCOPE = "https://kb.example/help/";
const FRAME = { version: "f1", files: ["offline.html", "now.html", "_static/kb.css"] };
const GIVEN = {
  version: "1",
  shell: FRAME,
  page: "offline.html",
  search: "search.html",
  list: "kb-worker.json",
  mark: "data-kb-offline",
};
const page = (text) => `<body data-kb-offline><title>${text}</title>${text}</body>`;
const MISSING =
  '<body data-kb-offline><p hidden data-kb-missing="page">not saved</p>' +
  '<p hidden data-kb-missing="search">no search</p><a href="now.html">n</a><a href="#x">x</a></body>';

function makeCaches(stores = new Map()) {
  const open = async (name) => {
    if (!stores.has(name)) stores.set(name, new Map());
    const kept = stores.get(name);
    return {
      match: async (key) => kept.get(String(key.url ?? key))?.clone(),
      put: async (key, response) => void kept.set(String(key.url ?? key), response),
      delete: async (key) => kept.delete(String(key.url ?? key)),
      keys: async () => [...kept.keys()].map((url) => ({ url })),
    };
  };
  return {
    stores,
    open,
    has: async (name) => stores.has(name),
    keys: async () => [...stores.keys()],
    delete: async (name) => stores.delete(name),
  };
}

/** A worker of a site; `site` has what the network answers, by addresses: a text, or a whole answer. */
function start(site, { caches = makeCaches(), given = GIVEN } = {}) {
  const listeners = {};
  const net = { isThere: true, asked: [] };
  const self = {
    registration: { scope: SCOPE },
    clients: { claim: async () => {} },
    skipWaiting: async () => {},
    addEventListener: (name, act) => (listeners[name] = act),
  };
  const fetch = async (asked) => {
    const url = String(asked.url ?? asked);
    net.asked.push(url);
    if (!net.isThere) throw new TypeError("no network");
    const found = site[url.replace(SCOPE, "").replace(/\?.*/, "")];
    const { body = found, status = 200, headers = {}, ...more } = Object(found);
    const made = new Response(found === undefined ? "" : String(body.text ?? body), {
      status: found === undefined ? 404 : status,
      headers: { "Content-Type": "text/html", ...headers },
    });
    for (const [name, value] of Object.entries({ type: "basic", url, ...more })) {
      Object.defineProperty(made, name, { value });
    }
    made.clone = () => {
      const copy = Response.prototype.clone.call(made);
      for (const name of ["type", "url", "redirected"]) {
        Object.defineProperty(copy, name, { value: made[name] });
      }
      return copy;
    };
    return made;
  };
  const world = { KB: given, self, caches, fetch, navigator: {}, URL, Response, Headers };
  vm.runInNewContext(SOURCE, world);

  async function send(name, event = {}) {
    const work = [];
    let answered;
    listeners[name]({
      ...event,
      waitUntil: (promise) => work.push(promise),
      respondWith: (promise) => (answered = promise),
    });
    const answer = await answered;
    for (let at = 0; at < work.length; at += 1) await work[at];
    return answer;
  }
  const get = (path, mode = "navigate", more = {}) =>
    send("fetch", {
      request: {
        method: "GET",
        url: new URL(path, SCOPE).href,
        mode,
        headers: new Headers(),
        ...more,
      },
    });
  const kept = () => [...caches.stores.values()].flatMap((one) => [...one.keys()]);
  return { net, caches, get, send, kept };
}

const SITE = () => ({
  "offline.html": MISSING,
  "now.html": page("now"),
  "_static/kb.css": "a {}",
  "a.html": page("first a"),
  "b.html": page("b"),
  "search.html": page("search"),
});

test("a page is fetched anew with a network, and is there without one under all its names", async () => {
  const site = SITE();
  const worker = start(site);
  await worker.get("a.html?from=mail");
  site["a.html"] = page("second a");

  assert.match(await (await worker.get("a.html")).text(), /second a/);
  worker.net.isThere = false;
  for (const name of ["a.html", "a", "a/", "a.html?x=1"]) {
    assert.match(await (await worker.get(name)).text(), /second a/, name);
  }
});

test("nothing is kept of errors, of what is another page, of strangers, or against a host's word", async () => {
  const site = {
    ...SITE(),
    "gone.html": { text: page("gone"), status: 404 },
    "login.html": { text: page("log in"), redirected: true, url: `${SCOPE}session/new` },
    "private.html": { text: page("p"), headers: { "Cache-Control": "no-store" } },
    "portal.html": "<body>Accept the terms of this hotel</body>",
    "part.html": { text: page("part"), status: 206 },
    "opaque.png": { text: "x", type: "opaque" },
  };
  const worker = start(site);
  const paths = Object.keys(site).filter((name) => /^(gone|login|private|portal|part)/.test(name));
  for (const path of paths) await worker.get(path);
  await worker.get("opaque.png", "no-cors");
  await worker.get("missing.html");
  await worker.get("search.html?q=secret");
  await worker.get("_static/kb-search.js", "no-cors");
  const stranger = await worker.get("https://example.org/x.png", "no-cors");
  const above = await worker.get("/other/a.html");
  const sent = await worker.get("a.html", "navigate", { method: "POST" });
  const part = await worker.get("a.html", "no-cors", { headers: new Headers({ Range: "0-1" }) });

  assert.deepEqual([stranger, above, sent, part], [undefined, undefined, undefined, undefined]);
  const frame = FRAME.files.map((path) => `${SCOPE}${path.replace(".html", "")}`);
  assert.deepEqual(new Set(worker.kept()), new Set(frame));
});

test("a page to which its own host has sent on is kept as an answer of its own", async () => {
  const worker = start({
    ...SITE(),
    "a.html": { text: page("a"), redirected: true, url: `${SCOPE}a` },
  });
  await worker.get("a.html");
  worker.net.isThere = false;
  const found = await worker.get("a");

  assert.equal(found.redirected, false);
  assert.match(await found.text(), /a/);
});

test("what is not there is told, at its own address, with links that lead somewhere", async () => {
  const worker = start(SITE());
  await worker.get("a.html");
  worker.net.isThere = false;
  const found = await worker.get("deep/down/c.html");
  const text = await found.text();

  assert.equal(found.status, 503);
  assert.ok(text.includes('<p data-kb-missing="page">'));
  assert.ok(text.includes('<p hidden data-kb-missing="search">'));
  assert.ok(text.includes('<a href="/help/now.html">n</a><a href="#x">'));
  const search = await (await worker.get("search.html?q=x")).text();
  assert.ok(search.includes('<p data-kb-missing="search">'));
  await assert.rejects(worker.get("_static/none.css", "no-cors"));
});

test("before there is a frame, a plain line is told", async () => {
  const worker = start(SITE());
  worker.net.isThere = false;

  assert.match(
    await (await worker.get("c.html")).text(),
    /You are offline; this page was not saved/,
  );
});

test("a first visit fetches nothing but what the page has; the second fills the frame", async () => {
  const worker = start(SITE());
  await worker.send("install");
  await worker.send("activate");
  assert.deepEqual(worker.net.asked, []);
  const addresses = [`${SCOPE}a.html`, `${SCOPE}_static/kb.css`, "https://example.org/x.js"];
  await worker.send("message", { ports: [], data: { keep: addresses } });
  assert.deepEqual(worker.net.asked, addresses.slice(0, 2));
  await worker.get("b.html");

  assert.ok(worker.kept().includes(`${SCOPE}now`));
});

test("at most so many files are kept of what was opened, and the oldest go", async () => {
  const site = SITE();
  for (let number = 0; number < 230; number += 1) site[`p${number}.html`] = page(number);
  const worker = start(site);
  for (let number = 0; number < 230; number += 1) await worker.get(`p${number}.html`);
  const seen = [...worker.caches.stores.get(`kb ${SCOPE} seen`).keys()];

  assert.equal(seen.length, 200);
  assert.equal(seen.at(-1), `${SCOPE}p229`);
  assert.ok(!seen.includes(`${SCOPE}p0`));
});

const listed = (version, files) => JSON.stringify({ version, day: "2026-11-24", files });

async function saveAll(worker) {
  const told = [];
  const port = { postMessage: (state) => told.push(state) };
  await worker.send("message", { ports: [port], data: { save: true } });
  return told;
}

test("all is saved with its progress, goes on where it stopped, and is renewed by the next version", async () => {
  const site = SITE();
  site["kb-worker.json"] = listed("1", {
    "a.html": ["d1", 9],
    "b.html": ["d2", 9],
    "c.html": ["d3", 9],
  });
  const first = start(site);
  const told = await saveAll(first);
  assert.deepEqual({ ...told.at(-1) }, { done: 3, of: 3, failed: 1, isEnd: true });
  site["c.html"] = page("c");
  first.net.asked.length = 0;
  assert.equal((await saveAll(first)).at(-1).failed, 0);
  assert.deepEqual(first.net.asked, [`${SCOPE}kb-worker.json`, `${SCOPE}c.html`]);

  site["a.html"] = page("newer a");
  site["kb-worker.json"] = listed("2", { "a.html": ["d9", 9], "c.html": ["d3", 9] });
  const second = start(site, {
    caches: first.caches,
    given: { ...GIVEN, version: "2", shell: { ...FRAME, version: "f2" } },
  });
  await second.send("install");
  await second.send("activate");
  await second.get("now.html");
  second.net.isThere = false;

  assert.match(await (await second.get("a.html")).text(), /newer a/);
  assert.equal((await second.get("b.html")).status, 503); // it is gone from the site
  const names = [...second.caches.stores.keys()];
  assert.deepEqual(
    names.filter((name) => name.includes("shell")),
    [`kb ${SCOPE} shell f2`],
  );
});

test("another site of the same host keeps what it has", async () => {
  const other = `kb ${SCOPE.replace("help", "other")} shell x`;
  const worker = start(SITE(), { caches: makeCaches(new Map([[other, new Map()]])) });
  await worker.get("a.html");
  await worker.send("activate");

  assert.ok(worker.caches.stores.has(other));
});
