// What this browser keeps of the site: it is shown, all can be saved, and all can be forgotten.
// It is kept by kb-worker.js; here is only what the reader sees and presses.

(() => {
  const { make, button, careful } = KBSave;
  const CHOICE = "kb-offline"; // "off": the reader wants nothing kept
  const root = new URL("../", document.currentScript.src);
  const mine = `kb ${root.href} `;
  const list = new URL("kb-worker.json", root).href;
  const TITLE = /<meta property="og:title" content="([^"]*)"/;
  const box = document.querySelector("[data-kb-kept]");
  if (!box) return;

  const said = make("p", { class: "kb-check-said", role: "status" });
  const bar = make("progress", { "aria-label": "Saved" });
  const actions = make("div", { class: "kb-check-actions" });
  const here = make("div");
  const tell = (text) => (said.textContent = text);
  const megabytes = (size) => `${(size / 1e6).toFixed(1)} MB`;
  bar.hidden = true;
  box.hidden = false;
  box.append(said, bar, actions, here);

  // -- What is here --------------------------------------------------------------------------------

  const names = async () => (await caches.keys()).filter((name) => name.startsWith(mine));

  // The pages that are kept, as [address, title]
  async function pages() {
    const found = new Map();
    for (const name of await names()) {
      const cache = await caches.open(name);
      for (const { url } of await cache.keys()) {
        const kept = found.has(url) ? null : await cache.match(url);
        if (!kept?.headers.get("Content-Type")?.startsWith("text/html")) continue;
        const [, title = ""] = TITLE.exec(await kept.text()) ?? [];
        const plain = new DOMParser().parseFromString(title, "text/html").body.textContent;
        found.set(url, plain.trim() || url);
      }
    }
    return [...found].sort(([, one], [, other]) => one.localeCompare(other));
  }

  async function savedList() {
    const name = `${mine}saved`;
    const kept = (await caches.has(name)) && (await (await caches.open(name)).match(list));
    return kept ? kept.json() : null;
  }

  // What could be saved now; without a network nothing
  const offered = () =>
    fetch(list, { cache: "no-cache" })
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null);

  async function show() {
    const [found, saved, all] = await Promise.all([pages(), savedList(), offered()]);
    const links = found.map(([url, title]) => make("li", {}, make("a", { href: url }, title)));
    const count = `${found.length} ${found.length === 1 ? "page" : "pages"}`;
    const isMissing = Boolean(document.querySelector("[data-kb-missing]:not([hidden])"));
    const kept = make("details", { class: "kb-check-kept" }, make("summary", {}, `${count} here`));
    kept.append(make("ul", {}, ...links));
    kept.open = isMissing;
    here.replaceChildren(...(found.length ? [kept] : []));
    const files = Object.values(all?.files ?? {});
    const size = files.reduce((sum, [, bytes]) => sum + bytes, 0);
    const much = all ? `${files.length} files, ${megabytes(size)}` : "";
    const isNewest = saved && all && saved.version === all.version;
    const every = button(
      saved ? `Save all once more: ${much}` : `Save all for offline: ${much}`,
      saveAll,
    );
    const forget = careful("Remove what is saved", () => `Remove ${count}? Press again`, remove);
    const stop = careful(
      "Keep nothing",
      () => "Forget all, and keep nothing more? Press again",
      off,
    );
    actions.replaceChildren(
      ...(all && !isNewest ? [every] : []),
      ...(found.length ? [forget] : []),
      stop,
    );
    if (saved) tell("The whole site is saved; search works, too.");
    else if (found.length) tell(`${count} of the site can be read without a network.`);
    else tell("Nothing is here yet: what you open from now on is.");
  }

  // -- What can be done ----------------------------------------------------------------------------

  async function ready() {
    const worker = navigator.serviceWorker;
    await worker.register(new URL("kb-worker.js", root));
    return worker.ready;
  }

  async function saveAll(pressed) {
    pressed.disabled = true;
    tell("Saving…");
    kb.storage.set(CHOICE, "on");
    const { active } = await ready();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data.of) {
        bar.hidden = false;
        bar.max = data.of;
        bar.value = data.done;
        tell(`${data.done} of ${data.of} files`);
      }
      if (data.isEnd) ended(data);
    };
    active.postMessage({ save: true }, [port2]);
  }

  async function ended({ failed = 0, isLost = false }) {
    bar.hidden = true;
    await show();
    if (isLost) tell("It could not be saved: there is no network, or no room.");
    else if (failed) tell(`${failed} files could not be saved. Press again to go on.`);
  }

  async function remove() {
    await Promise.all((await names()).map((name) => caches.delete(name)));
    await show();
  }

  async function off() {
    kb.storage.set(CHOICE, "off");
    const found = await navigator.serviceWorker.getRegistration(root.href);
    if (found?.scope === root.href) await found.unregister();
    await Promise.all((await names()).map((name) => caches.delete(name)));
    showOff();
  }

  function showOff() {
    tell("This browser keeps no page of this site.");
    here.replaceChildren();
    actions.replaceChildren(
      button("Keep the pages that I open", async () => {
        kb.storage.set(CHOICE, "on");
        await ready();
        await show();
      }),
    );
  }

  const canKeep = isSecureContext && navigator.serviceWorker && window.caches;
  const cannot =
    "This browser cannot keep pages of this site: the address is not https, or it has no way to.";
  if (location.protocol === "file:") tell("These pages are on your disk: nothing has to be saved.");
  else if (!canKeep) tell(cannot);
  else if (kb.storage.get(CHOICE) === "off") showOff();
  else show();
})();
