// Asks for the worker that keeps pages for when there is no network (kb-worker.js): loaded from a
// reader's second page on, unless the owner wants nothing kept.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { serviceWorker } = navigator;

  async function keepPages() {
    const choice = kb.storage.get("kb-offline");
    const isLocal = /^(?:local(?:host)?$|127\.|\[::1\])/u.test(location.hostname); // a site is built
    if (choice === "off" || (isLocal && choice !== "on")) return;
    await serviceWorker.register(new URL("../kb-worker.js", script.src));
    const { active } = await serviceWorker.ready;
    active?.postMessage({ keep: [document.referrer, location.href.split("#")[0]] });
  }

  // What the page needs comes first; where a browser forbids it, nothing is kept
  const soon = () => setTimeout(() => keepPages().catch(() => {}), 500);
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon);
})();
