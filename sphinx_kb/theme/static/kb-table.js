// A long table is sorted by its headings and filtered by a word. Without this script it is
// a table: what it adds is made here, and nothing else is changed.

(() => {
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = document.querySelectorAll("[data-kb-table]");
  for (const box of boxes) {
    const table = box.querySelector("table");
    if (!table?.tHead) continue;
    const body = table.tBodies[0];
    const rows = [...body.rows];
    /** @type {(row: HTMLTableRowElement, column: number) => string} */
    const text = (row, column) => row.cells[column].textContent.replace(/\s+/gu, " ").trim();
    const order = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });

    // -- Filter -------------------------------------------------------------------

    const label = document.createElement("label");
    const field = document.createElement("input");
    const status = document.createElement("p");
    label.className = "kb-table-filter";
    field.type = "search";
    field.autocomplete = "off";
    field.spellcheck = false;
    label.append("Show rows with ", field);
    status.className = "kb-count";
    status.setAttribute("role", "status");
    box.prepend(label, status);

    // "14" is the number, not a part of 114 or of A.5.14: a word begins where none goes on before.
    function filter() {
      const words = field.value
        .toLowerCase()
        .split(/[\s,]+/u)
        .filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const all = ` ${row.textContent.toLowerCase().replace(/[\s,()]+/gu, " ")} `;
        row.hidden = !words.every((word) =>
          /^\d+$/u.test(word) ? all.includes(` ${word} `) : all.includes(` ${word}`),
        );
        shown += row.hidden ? 0 : 1;
      }
      status.textContent =
        shown === rows.length
          ? `${shown} ${box.dataset.kbTable}`
          : `${shown} of ${rows.length} ${box.dataset.kbTable}`;
    }

    field.addEventListener("input", filter);
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !field.value) return;
      event.preventDefault();
      field.value = "";
      filter();
    });
    filter();

    // -- Sort ---------------------------------------------------------------------

    // The first press sorts upward, the second downward, the third gives the order of the page.
    /** @type {Record<string, string>} */
    const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
    const headings = [...table.tHead.rows[0].cells];

    /** @type {(column: number) => void} */
    function sort(column) {
      const direction = NEXT[headings[column].ariaSort ?? "none"];
      for (const heading of headings) heading.ariaSort = "none";
      headings[column].ariaSort = direction;
      const sign = direction === "descending" ? -1 : 1;
      const sorted =
        direction === "none"
          ? rows
          : [...rows].sort((one, other) => {
              const [first, second] = [text(one, column), text(other, column)];
              if (!first || !second) return first ? -1 : second ? 1 : 0; // what is empty comes last
              return sign * order.compare(first, second);
            });
      body.append(...sorted);
    }

    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "kb-sort";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(column));
      heading.append(button);
      heading.ariaSort = "none";
    });
  }
})();
