// Makes the worked table of a calculator live: its numbers become fields, its results follow.
// Without this script the table stays what it is. Nothing that is typed leaves the browser, and
// texts are only ever set as values and as text.

(() => {
  const LONGEST = 24; // characters of a field
  const NUMBER = {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: LONGEST,
  };
  const LATER = 400; // milliseconds until a voice is told
  const onDisk = location.protocol === "file:"; // there any local page reads what is kept

  function make(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  const named = (cell, mark) =>
    [...cell.classList].find((name) => name.startsWith(mark))?.slice(mark.length) ?? "";
  const capital = (text) => text && `${text[0].toUpperCase()}${text.slice(1)}.`;

  function start(box) {
    const kind = named(box, "kb-calc-");
    const calculator = KBCalculators[kind];
    const words = box.querySelector(".kb-calc-words");
    if (!calculator || !words) return;
    const { inputs } = calculator;
    const kinds = new Map(inputs.map(([key, of]) => [key, of]));
    const choices = new Map(inputs.map(([key, , , , , of]) => [key, of]));
    const { id } = box;
    const fields = new Map(); // key -> {input, fault, example}
    const results = new Map(); // key -> {output, form}
    let sign = "$";

    // -- Cells become fields and results -------------------------------------------------------

    for (const cell of box.querySelectorAll("td.kb-in")) {
      const key = named(cell, "kb-k-");
      const text = cell.textContent.trim();
      if (!kinds.has(key)) return;
      if (kinds.get(key) === "money") sign = text.replace(/[\d,.]+$/, "");
      const head = cell.parentNode.querySelector("th");
      const column = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
      head.id ||= `${id}-${key}-row`;
      column.id ||= `${id}-column-${cell.cellIndex}`;
      const name = { class: "kb-field", "aria-labelledby": `${head.id} ${column.id}` };
      const input = choices.get(key)
        ? make("select", name, ...choices.get(key).map((word) => make("option", {}, word)))
        : make("input", { ...NUMBER, ...name });
      const fault = make("span", { class: "kb-field-fault", id: `${id}-${key}-fault` });
      input.value = text.replace(sign, "");
      fields.set(key, { input, fault, example: input.value });
      cell.replaceChildren(input, fault);
      cell.closest("table").classList.add("kb-calc-inputs");
    }
    for (const cell of box.querySelectorAll("td.kb-out")) {
      const output = make("output", {}, ...cell.childNodes);
      cell.append(output);
      results.set(named(cell, "kb-k-"), { output, form: named(cell, "kb-f-") });
    }
    words.setAttribute("role", "status");
    const curve = make("figure", { class: "kb-curve", id: `${id}-curve` });
    if (calculator.draw) words.after(curve);

    // -- Buttons ---------------------------------------------------------------------------------

    const said = make("span", { class: "kb-count", role: "status" });
    const button = (text, act) => {
      const node = make("button", { type: "button", class: "kb-plain-button" }, text);
      node.addEventListener("click", act);
      return node;
    };
    const place = `kb-calc ${location.pathname.split("/").pop()} ${id}`;
    const keep = make("input", { type: "checkbox", id: `${id}-keep` });
    const keeping = make("label", { class: "kb-keep" }, keep, " Keep in this browser");
    const actions = make(
      "div",
      { class: "kb-calc-actions" },
      button("Back to the example", () => {
        for (const { input, example } of fields.values()) input.value = example;
        update();
      }),
      button("Copy a link with these numbers", copyLink),
      button("Download as CSV", download),
      ...(onDisk ? [] : [keeping]),
      said,
    );
    const note = "Calculated in your browser. Nothing that you type is sent.";
    box.append(actions, make("p", { class: "kb-calc-note" }, note));
    keep.addEventListener("change", () => (keep.checked ? save() : kb.storage.set(place, null)));

    function save() {
      if (!keep.checked) return;
      kb.storage.set(place, Object.fromEntries([...fields].map(([k, f]) => [k, f.input.value])));
    }

    async function copyLink() {
      const numbers = new URLSearchParams([...fields].map(([k, f]) => [k, f.input.value]));
      const link = `${location.href.split("#")[0]}#${id}:${numbers}`;
      try {
        await navigator.clipboard.writeText(link);
        said.textContent = "Copied. The link holds the numbers: send it only to who may see them.";
      } catch {
        history.replaceState(null, "", link);
        said.textContent = "The link is in the address bar.";
      }
    }

    function download() {
      // A text that a spreadsheet would run is marked as a text; a negative number is none.
      const quoted = (text) => {
        const runs = /^[=+\-@\t\r]/.test(text) && !/^-[^\d]?[\d,.]+%?$/.test(text);
        return `"${(runs ? "'" : "") + text.replaceAll('"', '""')}"`;
      };
      const textOf = (cell) =>
        cell.querySelector("input, select")?.value ?? cell.textContent.replace(/\s+/g, " ").trim();
      const lines = [...box.querySelectorAll("tr")].map((row) =>
        [...row.cells].map((cell) => quoted(textOf(cell))).join(","),
      );
      const file = new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" });
      const address = URL.createObjectURL(file);
      make("a", { href: address, download: `${kind}.csv` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    }

    // -- From numbers to results -------------------------------------------------------------------

    function read() {
      const texts = Object.fromEntries([...fields].map(([key, { input }]) => [key, input.value]));
      const [values, remedies] = KBInputs.read(inputs, texts, sign);
      if (Object.keys(remedies).length) return [null, remedies];
      try {
        const lines = calculator.lines?.(values);
        return [{ values, lines, figures: calculator.figures(values, lines) }, remedies];
      } catch (error) {
        return [null, { [inputs[0][0]]: error.message }];
      }
    }

    // While one types, the field is not scolded, unless it was wrong before.
    function update(typing = null) {
      const [found, remedies] = read();
      for (const [key, { input, fault }] of fields) {
        const remedy = remedies[key];
        if (remedy && key === typing && !input.hasAttribute("aria-invalid")) continue;
        fault.textContent = capital(remedy ?? "");
        if (remedy) {
          input.setAttribute("aria-invalid", "true");
          input.setAttribute("aria-describedby", fault.id);
        } else {
          input.removeAttribute("aria-invalid");
          input.removeAttribute("aria-describedby");
        }
      }
      if (!found) {
        for (const { output } of results.values()) output.textContent = "–";
        const count = Object.keys(remedies).length;
        say(`Correct ${count === 1 ? "one number" : `${count} numbers`} to see results.`);
        return;
      }
      const { values, lines, figures } = found;
      for (const [key, { output, form }] of results) {
        output.textContent = KBForms.asResult(figures[key], form, sign);
      }
      calculator.draw?.(curve, lines, values, sign);
      say(calculator.words(values, figures, sign));
      save();
    }

    let waiting = 0;
    function say(text) {
      clearTimeout(waiting); // a voice hears the last of many changes
      if (words.textContent.trim() === text) return;
      waiting = setTimeout(() => (words.textContent = text), LATER);
    }

    for (const [key, { input }] of fields) {
      input.addEventListener("input", () => update(key));
      input.addEventListener("change", () => {
        if (choices.get(key)) return;
        try {
          const of = kinds.get(key);
          input.value = KBForms.asInput(KBAmounts[of](input.value, sign), of); // as understood
        } catch {
          // It stays as it was typed: its fault is told beside it.
        }
        update();
      });
    }

    // -- Numbers that a link or this browser brings ----------------------------------------------

    function take(given) {
      let lost = 0;
      for (const [key, { input }] of fields) {
        if (!Object.hasOwn(given, key)) continue;
        const text = String(given[key]).slice(0, LONGEST);
        try {
          const choice = choices.get(key);
          if (choice) KBInputs.choice(text, choice);
          else KBAmounts[kinds.get(key)](text, sign);
          input.value = text;
        } catch {
          lost += 1;
        }
      }
      if (lost) {
        const [count, verb] = lost === 1 ? ["One", "its"] : [String(lost), "their"];
        said.textContent = `${count} of the link's numbers cannot be read: the example's stands in ${verb} place.`;
      }
    }

    function fromAddress() {
      if (!location.hash.startsWith(`#${id}:`)) return false;
      const given = location.hash.slice(id.length + 2, 2000);
      take(Object.fromEntries(new URLSearchParams(given)));
      box.scrollIntoView();
      return true;
    }

    if (!fromAddress() && !onDisk) {
      const kept = kb.storage.get(place);
      if (kept && typeof kept === "object" && !Array.isArray(kept)) {
        take(kept);
        said.textContent = "";
        keep.checked = true;
      }
    }
    addEventListener("hashchange", () => fromAddress() && update());
    update();
  }

  for (const box of document.querySelectorAll(".kb-calc")) start(box);
})();
