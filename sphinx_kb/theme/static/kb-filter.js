// A long list is filtered by a word or a letter: the terms of a glossary, files to fill in. Without
// this script it is a list: what it adds is made here, and nothing else is changed.

(() => {
  const LONG = 12; // entries, from which on a filter helps

  // A term has all its names, its definition and its uses.
  /** @type {(entry: HTMLElement) => HTMLElement[]} */
  function partsOf(entry) {
    const parts = [entry];
    let next = entry.tagName === "DT" ? entry.nextElementSibling : null;
    while (next instanceof HTMLElement) {
      if (next.tagName === "DT" && parts.at(-1)?.tagName !== "DT") break;
      parts.push(next);
      next = next.nextElementSibling;
    }
    return parts;
  }

  // A choice among the values that entries have, or all.
  /** @type {(name: string, values: string[], changed: () => void) => [HTMLElement, HTMLSelectElement]} */
  function choice(name, values, changed) {
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.append(new Option("all", ""));
    for (const value of new Set(values)) select.append(new Option(value));
    select.addEventListener("change", changed);
    label.className = "kb-table-filter";
    label.append(`${name} `, select);
    return [label, select];
  }

  // What a file is wanted for, and what it is: the heading above it, and the note beside its name.
  const CHOICES = {
    Situation: (/** @type {HTMLElement} */ entry) =>
      entry.closest("section")?.querySelector("h2")?.textContent ?? "",
    Format: (/** @type {HTMLElement} */ entry) =>
      entry.querySelector(".kb-aside-label")?.textContent ?? "",
  };

  /** @type {(name: string, entries: HTMLElement[], asked?: typeof CHOICES | {}) => void} */
  function addFilter(name, entries, asked = {}) {
    if (entries.length < LONG) return;
    const known = new Set();
    const groups = entries.flatMap((entry) => {
      if (known.has(entry)) return [];
      const parts = partsOf(entry);
      for (const part of parts) known.add(part);
      const text = kb.fold(parts.map((part) => part.textContent).join(" "));
      return [{ parts, text, letter: text.trim().slice(0, 1).toUpperCase() }];
    });
    const label = document.createElement("label");
    const field = document.createElement("input");
    const status = document.createElement("p");
    const letters = document.createElement("div");
    let letter = "";
    /** @type {[HTMLElement, HTMLSelectElement, (entry: HTMLElement) => string][]} */
    const choices = Object.entries(asked).map(([title, of]) => [
      ...choice(title, entries.map(of), () => filter()),
      of,
    ]);
    label.className = "kb-table-filter";
    field.type = "search";
    field.autocomplete = "off";
    field.spellcheck = false;
    label.append(`Show ${name} with `, field);
    status.className = "kb-count";
    status.setAttribute("role", "status");
    letters.className = "kb-letters";
    letters.setAttribute("role", "group");
    letters.setAttribute("aria-label", "By letter");

    function filter() {
      const words = kb
        .fold(field.value)
        .split(/[\s,]+/u)
        .filter(Boolean);
      let shown = 0;
      const filled = new Set();
      for (const group of groups) {
        const fits = words.every((word) => group.text.includes(word));
        const isChosen = choices.every(([, select, of]) =>
          [of(group.parts[0]), ""].includes(select.value),
        );
        const isShown = fits && isChosen && (!letter || group.letter === letter);
        for (const part of group.parts) part.hidden = !isShown;
        if (isShown) filled.add(group.parts[0].closest("section"));
        shown += isShown ? 1 : 0;
      }
      for (const { parts } of groups) {
        const section = parts[0].closest("section");
        if (section && !section.querySelector("h1")) section.hidden = !filled.has(section);
      }
      for (const button of letters.children) {
        button.setAttribute("aria-pressed", String(button.textContent === letter));
      }
      const all = `${groups.length} ${name}`;
      status.textContent = shown === groups.length ? all : `${shown} of ${all}`;
    }

    if (entries[0].tagName === "DT") {
      for (const sign of [...new Set(groups.map((group) => group.letter))].sort()) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = sign;
        button.addEventListener("click", () => {
          letter = letter === sign ? "" : sign;
          filter();
        });
        letters.append(button);
      }
    }
    field.addEventListener("input", filter);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !field.value) return;
      event.preventDefault();
      field.value = "";
      filter();
    });
    // A link to an entry shows it, whatever is filtered
    window.addEventListener("hashchange", () => {
      if (!document.querySelector(":target")?.closest("[hidden]")) return;
      field.value = letter = "";
      for (const [, select] of choices) select.value = "";
      filter();
      document.querySelector(":target")?.scrollIntoView();
    });
    const section = entries[0].closest("section");
    const place = section?.querySelector("h1") ? (entries[0].closest("dl") ?? section) : section;
    (place ?? entries[0]).before(label, ...choices.map(([one]) => one), status, letters);
    filter();
  }

  addFilter("terms", [...document.querySelectorAll("dl.glossary > dt")].map(asElement));
  addFilter("files", [...document.querySelectorAll(".kb-downloads > li")].map(asElement), CHOICES);

  /** @type {(node: Element) => HTMLElement} */
  function asElement(node) {
    return /** @type {HTMLElement} */ (node);
  }
})();
