// A form that is filled in on its page: the cells of its table become fields, rows come and go,
// columns are summed up. Without this script the table stays what it is. Nothing that is typed
// leaves the browser, nothing is kept unless it is asked for, and texts are only ever set as values
// and as text.

(() => {
  const { make, button, careful } = KBSave;
  const LONG = 60; // characters of a cell: its column has fields of several lines
  const LONGEST = 5000; // characters of a field
  const MOST_ROWS = 200;
  const [NARROW, WIDE] = [8, 30]; // characters that a field of one line shows
  const onDisk = location.protocol === "file:"; // there any local page reads what is kept

  // The sum of texts in whole cents, printed, and how many of them are no numbers: the twin of
  // sphinx_kb/pages/forms/sums.py.
  function sumOf(texts) {
    let whole = 0;
    let others = 0;
    for (const text of texts) {
      const plain = text.trim().replaceAll("\u2212", "-");
      if (!plain) continue;
      try {
        const cents = Math.floor(100 * KBAmounts.amount(plain.replace(/^-/, "")) + 0.5);
        whole += plain.startsWith("-") ? -cents : cents;
      } catch {
        others += 1;
      }
    }
    return [KBShow.digits(whole / 100, whole % 100 ? 2 : 0), others];
  }

  function start(table) {
    const heads = [...table.tHead.rows[0].cells];
    const names = heads.map((cell) => cell.textContent.trim());
    const [body] = table.tBodies;
    const last = body.querySelector(".kb-fill-total");
    const given = [...body.rows].filter((row) => row !== last);
    const example = given.map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
    const lengths = names.map((_, i) => Math.max(...example.map((row) => row[i].length)));
    const isLong = lengths.map((one) => one > LONG);
    const sizes = lengths.map((one) => Math.min(Math.max(one + 1, NARROW), WIDE));
    const isNumber = heads.map((cell) => cell.classList.contains("text-right"));
    const title = document.querySelector("h1")?.firstChild?.textContent.trim() ?? "Form";
    const file = location.pathname
      .split("/")
      .filter(Boolean)
      .pop()
      .replace(/\.html$/, "");
    const place = `kb-form ${file}`;
    const fields = new Map(); // row -> its fields
    let before = null; // the rows before the last deed that threw some away

    const texts = () => [...fields.values()].map((row) => row.map((field) => field.value));
    const filled = () => texts().filter((row) => row.some((text) => text.trim()));

    // -- Rows --------------------------------------------------------------------------------------

    function fieldOf(text, column, print) {
      const field = isLong[column]
        ? make("textarea", { rows: 3 })
        : make("input", { type: "text" });
      field.className = isNumber[column] ? "kb-fill-field text-right" : "kb-fill-field";
      if (field.size) field.size = sizes[column];
      field.maxLength = LONGEST;
      field.autocomplete = "off";
      field.value = text;
      print.textContent = text;
      field.addEventListener("input", () => {
        print.textContent = field.value; // a field on paper ends at its edge
        change();
      });
      return field;
    }

    function addRow(cells) {
      const row = make("tr");
      const own = names.map((name, i) => {
        const print = make("span", { class: "kb-fill-print", "aria-hidden": "true" });
        const field = fieldOf(cells[i] ?? "", i, print);
        row.append(make("td", { "data-label": name }, field, print));
        return field;
      });
      const drop = button("Remove", () => removeRow(row));
      row.append(make("td", { class: "kb-fill-remove" }, drop));
      fields.set(row, own);
      if (last) last.before(row);
      else body.append(row);
    }

    function removeRow(row) {
      before = texts();
      const rows = [...fields.keys()];
      const at = rows.indexOf(row);
      fields.delete(row);
      row.remove();
      if (!fields.size) addRow([]);
      const next = [...fields.values()][Math.min(at, fields.size - 1)];
      next[0].focus();
      change(`Row ${at + 1} is removed.`);
    }

    function setRows(rows) {
      for (const row of fields.keys()) row.remove();
      fields.clear();
      for (const cells of rows.length ? rows : [[]]) addRow(cells);
    }

    function replaceRows(rows, text) {
      before = texts();
      setRows(rows);
      change(text);
    }

    // -- What is shown -----------------------------------------------------------------------------

    const said = make("p", { class: "kb-check-said", role: "status" });
    const doubts = make("p", { class: "kb-count" });
    const undo = button("Undo", () => {
      setRows(before);
      before = null;
      change("It is as it was.");
      [...fields.values()][0][0].focus();
    });

    function change(text = "") {
      const rows = [...fields.values()];
      rows.forEach((row, n) => {
        row.forEach((field, i) => field.setAttribute("aria-label", `${names[i]}, row ${n + 1}`));
      });
      [...fields.keys()].forEach((row, n) => {
        row.querySelector("button").setAttribute("aria-label", `Remove row ${n + 1}`);
      });
      const wrong = [];
      for (const cell of last?.querySelectorAll("[data-sum]") ?? []) {
        const i = cell.cellIndex;
        const [sum, others] = sumOf(rows.map((row) => row[i].value));
        cell.textContent = sum;
        if (others) wrong.push(`${names[i]}: ${others}`);
      }
      doubts.textContent = wrong.length
        ? `Cells that are no numbers, and not in the sum: ${wrong.join("; ")}.`
        : "";
      adding.disabled = fields.size >= MOST_ROWS;
      if (text) said.textContent = text;
      undo.hidden = !before;
      if (keep.checked) kb.storage.set(place, { rows: texts() });
    }

    // -- Files -------------------------------------------------------------------------------------

    const withTotal = () => {
      const total = [...(last?.cells ?? [])].slice(0, names.length).map((one) => one.textContent);
      return [names, ...filled(), ...(total.length ? [total] : [])];
    };

    function saveMarkdown() {
      const cell = (text) =>
        text.trim().replace(/[\\|<>`*_[\]]/g, "\\$&").replace(/\s*\n\s*/g, "<br>"); // prettier-ignore
      const line = (cells) => `| ${cells.map(cell).join(" | ")} |`;
      const [head, ...rows] = withTotal();
      const rule = `|${isNumber.map((one) => (one ? " ---: |" : " --- |")).join("")}`;
      const lines = [`# ${title}`, "", line(head), rule, ...rows.map(line)];
      KBSave.file(`${file}.md`, `${lines.join("\n")}\n`, "text/markdown");
    }

    // -- Controls ----------------------------------------------------------------------------------

    const adding = button("Add a row", () => {
      addRow([]);
      change();
      [...fields.values()].at(-1)[0].focus();
    });
    const keep = make("input", { type: "checkbox" });
    keep.addEventListener("change", () => {
      if (!keep.checked) kb.storage.set(place, null);
      change(keep.checked ? "Kept in this browser until the box is unticked." : "Forgotten.");
    });
    const actions = make(
      "div",
      { class: "kb-check-actions" },
      adding,
      careful(
        "Empty all rows",
        () => "Empty them? Press again",
        () => replaceRows([], "All rows are empty."),
      ),
      button("Back to the example", () => replaceRows(example, "The example is back.")),
      button("Save as CSV", () => KBSave.file(`${file}.csv`, KBSave.csv(withTotal()), "text/csv")),
      button("Save as Markdown", saveMarkdown),
      button("Print", () => window.print()),
      ...(onDisk ? [] : [make("label", { class: "kb-fill-keep" }, keep, " Keep in this browser")]),
      undo,
    );
    const note = "Nothing that you type is sent, and nothing is kept without the box.";

    // What a storage holds is a stranger's: rows of texts, or nothing.
    function kept() {
      const found = kb.storage.get(place);
      if (!found || !Array.isArray(found.rows)) return null;
      const text = (one) => (typeof one === "string" ? one.slice(0, LONGEST) : "");
      const rows = found.rows.filter(Array.isArray).slice(0, MOST_ROWS);
      return rows.length ? rows.map((row) => row.slice(0, names.length).map(text)) : null;
    }

    table.tHead.rows[0].append(make("td"));
    last?.append(make("td"));
    for (const row of given) row.remove();
    const stored = onDisk ? null : kept();
    if (stored) keep.checked = true;
    setRows(stored ?? example);
    const box = table.closest(".kb-scroll") ?? table;
    box.after(actions, said, doubts, make("p", { class: "kb-check-note" }, note));
    change();
  }

  for (const table of document.querySelectorAll("table.kb-fill")) start(table);
})();
