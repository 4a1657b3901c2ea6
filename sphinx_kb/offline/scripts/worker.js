// Keeps pages for when there is no network. With a network nothing comes from here but files whose
// name changes with their content: every page is fetched anew. The build gives KB: what belongs to
// the frame of the site, and a version of all that may be kept.
(() => {
  const { scope } = self.registration;
  const mine = `kb ${scope} `; // another site of this host may have a worker, too
  const SHELL = `${mine}shell ${KB.shell.version}`;
  const SAVED = `${mine}saved`; // all that the reader has asked for
  const SEEN = `${mine}seen`; // what was opened
  const MOST_SEEN = 200; // files
  const AT_ONCE = 4; // files that are fetched together
  const DIGEST = "kb-digest";
  const FILE = /\.(?!html$)[a-z][a-z0-9_]{0,12}$/; // the ending of what is no page
  const PART = /\.(?:css|js|svg|png|webp|jpe?g|gif|avif|ico|woff2?)$/; // what a page is drawn with
  const DRAWN = /\s(?:href|src)="([^"?#:]+\.[a-z0-9]+)"/g; // the addresses of files in a page
  const OF_SEARCH = /\/_static\/(?:kb-search|language_data)|\/searchindex\.js$|\/_pagefind\//;
  const UNCHANGING = /\/_images\/[^/]*-[0-9a-f]{8}-[^/]*$/; // as pictures/facts.py names them
  const PLAIN = "You are offline; this page was not saved.";

  const at = (path) => new URL(path, scope).href;
  const isPage = (url) => !FILE.test(url.pathname);

  // One address for a page, whatever a host does to it: "/a.html", "/a" and "/a/" are one.
  function keyOf(address) {
    const url = new URL(address, scope);
    url.hash = "";
    if (!isPage(url)) return url.href;
    url.search = "";
    url.pathname = url.pathname.replace(/(?:\/index)?(?:\.html)?\/?$/, "") || "/";
    return url.href;
  }

  // -- What is kept ------------------------------------------------------------------------------

  async function find(address) {
    for (const name of [SHELL, SAVED, SEEN]) {
      const kept =
        (await caches.has(name)) && (await (await caches.open(name)).match(keyOf(address)));
      if (kept) return kept;
    }
    return null;
  }

  // A whole answer of this site, ready to be kept; nothing of an error, of another page to which
  // the host has sent on, of what may not be kept, or of a page that is not one of ours
  async function whole(address, response, digest = "") {
    const isAnswer = response.status === 200 && response.type === "basic";
    const isSame = !response.redirected || keyOf(response.url) === keyOf(address);
    const mayKeep = !/no-store/i.test(response.headers.get("Cache-Control") ?? "");
    if (!isAnswer || !isSame || !mayKeep) return null;
    const body = isPage(new URL(address)) ? await response.text() : await response.blob();
    if (typeof body === "string" && !body.includes(KB.mark)) return null;
    const headers = new Headers(response.headers);
    for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
    if (digest) headers.set(DIGEST, digest);
    return new Response(body, { headers });
  }

  // Each file is in one place, the newest of it
  async function put(address, response) {
    const key = keyOf(address);
    for (const name of [SHELL, SAVED]) {
      const cache = (await caches.has(name)) && (await caches.open(name));
      if (cache && (await cache.match(key))) return cache.put(key, response);
    }
    const cache = await caches.open(SEEN);
    await cache.delete(key); // the newest stand last
    await cache.put(key, response);
    const keys = await cache.keys();
    const oldest = keys.slice(0, Math.max(0, keys.length - MOST_SEEN));
    return Promise.all(oldest.map((one) => cache.delete(one)));
  }

  async function keep(address, response) {
    const ready = await whole(address, response);
    if (ready) await put(address, ready);
  }

  // -- Answers -----------------------------------------------------------------------------------

  function isSeen(request) {
    const url = new URL(request.url);
    if (OF_SEARCH.test(url.pathname) || keyOf(url) === keyOf(KB.search)) return false;
    return request.mode === "navigate" ? isPage(url) : PART.test(url.pathname);
  }

  // In place of a page that is not here: what is, with links that lead from wherever it stands
  async function missing(address) {
    const kept = await find(KB.page);
    const headers = { "Content-Type": "text/html; charset=utf-8" };
    if (!kept) return new Response(PLAIN, { status: 503, headers });
    const kind = keyOf(address) === keyOf(KB.search) ? "search" : "page";
    const folder = new URL("./", at(KB.page)).pathname;
    const text = (await kept.text())
      .replace(`hidden data-kb-missing="${kind}"`, `data-kb-missing="${kind}"`)
      .replace(
        /(\s(?:href|src|action|data-archive)=")(?![a-z][a-z0-9+.-]*:|[#/])/gi,
        (_, begin) => begin + folder,
      );
    return new Response(text, { status: 503, headers });
  }

  async function answer(event) {
    const { request } = event;
    const held = UNCHANGING.test(request.url) && (await find(request.url));
    if (held) return held;
    let response;
    try {
      response = await fetch(request);
    } catch (error) {
      const kept = await find(request.url);
      if (!kept && request.mode !== "navigate") throw error;
      return kept ?? missing(request.url);
    }
    const work = isSeen(request) ? keep(request.url, response.clone()) : Promise.resolve();
    const more = request.mode === "navigate" && response.ok ? upkeep() : null;
    event.waitUntil(Promise.all([work, more]).catch(() => {})); // a full disk keeps less
    return response;
  }

  // -- The frame, and what was saved, at this version ----------------------------------------------

  async function fetchInto(cache, path, digest = "") {
    const address = at(path);
    const ready = await whole(address, await fetch(address, { cache: "no-cache" }), digest);
    if (ready) await cache.put(keyOf(address), ready);
    return Boolean(ready);
  }

  async function fillShell() {
    if ((await caches.has(SHELL)) || navigator.connection?.saveData) return;
    const fresh = `${SHELL} new`;
    const cache = await caches.open(fresh);
    const done = await Promise.all(KB.shell.files.map((path) => fetchInto(cache, path)));
    if (done.every(Boolean)) {
      const target = await caches.open(SHELL);
      for (const key of await cache.keys()) await target.put(key, await cache.match(key));
    }
    await caches.delete(fresh);
  }

  async function forgetOthers() {
    const names = (await caches.keys()).filter((name) => name.startsWith(`${mine}shell `));
    const others = (await caches.has(SHELL)) ? names.filter((name) => name !== SHELL) : [];
    await Promise.all(others.map((name) => caches.delete(name)));
  }

  // Saves all files of the list that are not here as they are there; tells of each
  async function save(tell) {
    const answered = await fetch(at(KB.list), { cache: "no-cache" });
    const listed = await answered.clone().json();
    const cache = await caches.open(SAVED);
    const wanted = Object.entries(listed.files);
    const state = { done: 0, of: wanted.length, failed: 0 };
    const queue = wanted.values();
    await cache.put(at(KB.list), answered); // from now on it is renewed
    const take = async () => {
      for (const [path, [digest]] of queue) {
        const kept = await cache.match(keyOf(at(path)));
        const isHere = kept?.headers.get(DIGEST) === digest;
        const isSaved = isHere || (await fetchInto(cache, path, digest).catch(() => false));
        if (!isSaved) state.failed += 1;
        state.done += 1;
        tell(state);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, take));
    const known = new Set([at(KB.list), ...wanted.map(([path]) => keyOf(at(path)))]);
    for (const { url } of await cache.keys()) if (!known.has(url)) await cache.delete(url);
    const seen = await caches.open(SEEN);
    for (const { url } of await seen.keys()) if (await cache.match(url)) await seen.delete(url);
    return state;
  }

  async function renewSaved() {
    const kept = (await caches.has(SAVED)) && (await (await caches.open(SAVED)).match(at(KB.list)));
    if (kept && (await kept.json()).version !== KB.version) await save(() => {});
  }

  let kept = null; // once while this worker runs
  const upkeep = () =>
    (kept ??= fillShell()
      .then(forgetOthers)
      .then(renewSaved)
      .catch(() => {}));

  // -- Events ------------------------------------------------------------------------------------

  async function install() {
    await self.skipWaiting();
    const names = await caches.keys();
    // Where there is an older frame, the new one takes its place at once
    if (names.some((name) => name.startsWith(`${mine}shell `))) await fillShell().catch(() => {});
  }

  self.addEventListener("install", (event) => event.waitUntil(install()));
  self.addEventListener("activate", (event) =>
    event.waitUntil(Promise.all([self.clients.claim(), forgetOthers()])),
  );

  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const isOurs = request.method === "GET" && request.url.startsWith(scope);
    if (isOurs && !request.headers.has("Range")) event.respondWith(answer(event));
  });

  // The page that has asked for this worker, the one before it, and what they were drawn with, are
  // in the browser already: for them nothing is fetched again
  async function keepFirst(addresses) {
    const parts = new Set();
    const take = async (address, mode) => {
      if (!address.startsWith(scope) || !isSeen({ url: address, mode })) return "";
      const response = await fetch(address, { cache: "force-cache" });
      await keep(address, response.clone());
      return mode === "navigate" ? response.text() : "";
    };
    for (const address of addresses) {
      for (const [, part] of (await take(address, "navigate")).matchAll(DRAWN)) {
        parts.add(new URL(part, address).href);
      }
    }
    for (const part of parts) await take(part, "no-cors");
  }

  self.addEventListener("message", (event) => {
    const [port] = event.ports;
    const { keep: addresses, save: isSave } = event.data ?? {};
    if (Array.isArray(addresses)) event.waitUntil(keepFirst(addresses).then(upkeep, () => {}));
    if (!isSave || !port) return;
    const tell = (state) => port.postMessage({ ...state });
    const work = fillShell()
      .then(() => save(tell))
      .then((state) => tell({ ...state, isEnd: true }))
      .catch(() => tell({ isEnd: true, isLost: true }));
    event.waitUntil(work);
  });
})();
