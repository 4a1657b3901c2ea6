// Goes along with a reader of a reading path: which steps are read, which step this is, what comes
// next, where to go on. It is kept in this browser only, and "Leave the path" forgets it.
(() => {
  const KEY = "kb-path";
  /** @type {(selector: string) => HTMLElement | null} */
  const query = (selector) => document.querySelector(selector);
  const stored = kb.storage.get("kb-read");
  const read = Array.isArray(stored) ? stored : [];

  /** @type {(address: unknown) => boolean} */
  function isOurs(address) {
    try {
      const { origin, protocol } = new URL(String(address));
      return origin === location.origin && protocol === location.protocol;
    } catch {
      return false;
    }
  }

  // What was kept, unless something else than this script wrote it
  /** @type {() => KbPath | null} */
  function kept() {
    const path = /** @type {KbPath | null} */ (kb.storage.get(KEY));
    const isPath = Array.isArray(path?.steps) && isOurs(path.href);
    return isPath && path.steps.every((step) => isOurs(step?.href)) ? path : null;
  }

  /** @type {(to: { href: string }, text: unknown) => HTMLAnchorElement} */
  function link({ href }, text) {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = String(text);
    return made;
  }

  /** @type {(name: string, ...parts: (string | Node)[]) => HTMLElement} */
  function line(name, ...parts) {
    const made = document.createElement("p");
    made.className = name;
    made.append(...parts);
    return made;
  }

  // -- The page of a path: it is kept once a step of it is opened ------------------------------

  /** @type {(progress: HTMLElement) => void} */
  function showPath(progress) {
    const items = [
      .../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-kb-step]")),
    ];
    const done = items.filter((item) => read.includes(item.dataset.kbStep));
    for (const item of done) item.classList.add("kb-read");
    if (done.length) progress.textContent = ` · ${done.length} of ${items.length} read`;
    const steps = items.flatMap((item) => {
      const title = /** @type {HTMLAnchorElement | null} */ (
        item.querySelector(".kb-card-title a")
      );
      return title
        ? [{ page: item.dataset.kbStep, title: title.textContent, href: title.href }]
        : [];
    });
    const name = query("h1")?.firstChild?.textContent ?? "";
    query(".kb-steps")?.addEventListener("click", (event) => {
      const isLink = /** @type {HTMLElement} */ (event.target).closest("a");
      if (isLink) kb.storage.set(KEY, { name, href: location.href.split("#")[0], steps });
    });
  }

  // -- An article that is a step: which one, and what comes next -------------------------------

  /** @type {(path: KbPath, place: number) => void} */
  function showStep(path, place) {
    const next = path.steps[place + 1];
    const where = () => [`Step ${place + 1} of ${path.steps.length} in `, link(path, path.name)];
    const ahead = () => (next ? [" · Next: ", link(next, next.title)] : [" · the last"]);
    query(".kb-breadcrumb")?.after(line("kb-along", ...where(), ...ahead()));
    const leave = document.createElement("button");
    leave.type = "button";
    leave.className = "kb-link";
    leave.textContent = "Leave the path";
    leave.addEventListener("click", () => {
      kb.storage.set(KEY, null);
      for (const shown of document.querySelectorAll(".kb-along")) shown.remove();
    });
    query(".kb-foot")?.prepend(line("kb-along", ...where(), ...ahead(), " · ", leave));
  }

  // -- The home page: where to go on -----------------------------------------------------------

  /** @type {(path: KbPath, start: HTMLElement) => void} */
  function showStart(path, start) {
    const place = path.steps.findIndex((step) => !read.includes(step.page));
    const next = path.steps[place];
    if (!next) return;
    const where = ` (step ${place + 1} of ${path.steps.length} in ${path.name})`;
    start.after(line("kb-along", "Continue: ", link(next, next.title), where));
  }

  const progress = query("[data-kb-progress]");
  if (progress) showPath(progress);
  const path = kept();
  if (!path) return;
  const present = document.body.dataset.kbArticle;
  const place = path.steps.findIndex((step) => step.page === present);
  if (place >= 0) showStep(path, place);
  const start = query("h2#start");
  if (start && query(".kb-paths")) showStart(path, start);
})();
