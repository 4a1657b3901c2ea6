// Copies an article as Markdown, and a table so that a spreadsheet takes it: as text with tabs and
// as HTML. Loaded with the first press of such a button.

(() => {
  // What a spreadsheet would take for a formula; a number with a sign is none.
  const FORMULA = /^\s*[=+@\uff0b\uff0d\uff1d\uff20-]/u;
  const NUMBER = /^[+-]\s?[\d.,\s]*\d\s?%?$/u;

  /** @type {(text: string) => string} */
  const safe = (text) => (FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text);

  /** @type {(cell: Element) => string} what a cell shows: no tips, no buttons, what was typed in */
  function textOf(cell) {
    const field = /** @type {HTMLInputElement | null} */ (cell.querySelector("input, select"));
    if (field) return safe(field.value.trim());
    const copy = /** @type {Element} */ (cell.cloneNode(true));
    for (const node of copy.querySelectorAll(".kb-tooltip, .headerlink, script, style")) {
      node.remove();
    }
    for (const node of copy.querySelectorAll("br, p, li, div, small")) node.before(" ");
    return safe(copy.textContent.replace(/\s+/gu, " ").trim());
  }

  /** @type {(table: HTMLTableElement) => { text: string, html: string }} */
  function copyOf(table) {
    const made = document.createElement("table");
    const lines = [];
    for (const row of table.rows) {
      if (row.hidden) continue; // a filter has left it out
      const line = made.insertRow();
      for (const cell of row.cells) {
        const own = document.createElement(cell.localName);
        own.textContent = textOf(cell);
        for (const name of ["colspan", "rowspan"]) {
          const span = Number(cell.getAttribute(name));
          if (span > 1) own.setAttribute(name, String(span));
        }
        line.append(own);
      }
      lines.push([...row.cells].map(textOf).join("\t"));
    }
    return { text: lines.join("\n"), html: made.outerHTML };
  }

  /** @type {(table: HTMLTableElement) => Promise<void>} */
  async function copyTable(table) {
    const { text, html } = copyOf(table);
    const parts = { "text/plain": text, "text/html": html };
    const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch {
      await navigator.clipboard.writeText(text); // a browser without the richer way
    }
  }

  async function copyPage() {
    const twin = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-kb-twin]"));
    const answer = await fetch(twin?.href ?? "");
    if (!answer.ok) throw new Error("no twin");
    await navigator.clipboard.writeText(await answer.text());
  }

  /** @type {Kb["copy"]} */
  kb.copy = async (button) => {
    const name = button.textContent;
    const table = button.dataset.kb === "table" && button.parentElement?.previousElementSibling;
    try {
      if (table) await copyTable(/** @type {HTMLTableElement} */ (table.querySelector("table")));
      else await copyPage();
      button.textContent = "Copied";
    } catch {
      if (table) getSelection()?.selectAllChildren(table);
      button.textContent = table ? "Press Ctrl+C" : "Open the file beside this";
    }
    setTimeout(() => (button.textContent = name), 2000);
  };
})();
