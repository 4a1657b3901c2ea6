// On the home page: the checklists that were begun here and are not done. The ticks are in this browser.
(() => {
  /** @type {NodeListOf<HTMLElement>} */
  const lines = document.querySelectorAll("[data-kb-list]");
  for (const line of lines) {
    const kept = /** @type {any} */ (kb.storage.get(`kb-check ${line.dataset.kbList}`));
    const done = Object.keys(Object(kept?.ticks)).length;
    const of = Number(line.dataset.kbTasks);
    line.hidden = !done || done >= of;
    line.append(` (${done} of ${of} done)`);
  }
})();
