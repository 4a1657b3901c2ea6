// Makes the table of deadlines live: its moments become fields, every deadline follows. What it
// needs of an instrument stands in its cells. Without this script the table stays what it is.

(() => {
  const LATER = 400; // milliseconds until a voice is told
  const SOON = "without delay";
  const NOTHING = "–";

  function make(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  const named = (cell, mark) =>
    [...cell.classList].find((name) => name.startsWith(mark))?.slice(mark.length) ?? "";

  // The notice of a row: its instrument, its name, and its periods with what they run from.
  function noticeOf(row) {
    const [due, notice, from, period] = row.querySelectorAll("td");
    const [clock, ...name] = named(due, "kb-k-").split("_");
    const starts = named(from, "kb-f-").split("_");
    const ends = period.textContent.split("; ").map((text, i) => [text, starts[i]]);
    const counted = ends.filter(([text]) => text !== "asap");
    const [first, second = null] = counted.map(([text, moment]) => [KBClocks.period(text), moment]);
    const title = [row.querySelector("th"), notice];
    const calendar = named(due, "kb-f-");
    return { row, due, clock, name: name.join("_"), first, second, calendar, title };
  }

  function timeLeft(moment) {
    const hours = Math.floor((moment - Date.now()) / 3600000);
    if (hours < 0) return "passed";
    return hours < 72 ? `${hours} h left` : `${Math.floor(hours / 24)} days left`;
  }

  // A page that was built before its clock was due for a check says so, too, once it is.
  function markOverdue({ title: [head, notice] }) {
    const due = named(notice, "kb-f-");
    if (!due || due >= new Date().toISOString().slice(0, 10)) return;
    const known = head.querySelector("small") ?? head.appendChild(make("small"));
    if (known.textContent.includes("due for a check")) return;
    const day = new Date(due).toLocaleDateString("en-GB", {
      day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
    }); // prettier-ignore
    const before = known.textContent && `${known.textContent}; `;
    known.textContent = `${before}was due for a check on ${day}`;
  }

  function start(box) {
    const fields = new Map(); // key -> {input, fault, example}
    for (const cell of box.querySelectorAll("td.kb-in")) {
      const key = named(cell, "kb-k-");
      const head = cell.parentNode.querySelector("th");
      head.id ||= `${box.id}-${key}`;
      const fault = make("span", { class: "kb-field-fault", id: `${box.id}-${key}-fault` });
      const input = make("input", {
        type: "text",
        autocomplete: "off",
        spellcheck: "false",
        maxlength: 40,
        class: "kb-field kb-field-text",
        "aria-labelledby": head.id,
        ...(key === "zone" ? {} : { placeholder: "2027-02-13 09:00" }),
      });
      input.value = cell.textContent.trim();
      fields.set(key, { input, fault, example: input.value });
      cell.replaceChildren(input, fault);
      head.querySelector("small")?.remove();
    }
    const notices = [...box.querySelectorAll("tr")]
      .filter((row) => row.querySelector("td.kb-k-notice"))
      .map(noticeOf);
    notices.forEach(markOverdue);
    const said = make("span", { class: "kb-count", role: "status" });

    function button(text, act) {
      const node = make("button", { type: "button", class: "kb-plain-button" }, text);
      node.addEventListener("click", act);
      return node;
    }

    box.append(
      make(
        "div",
        { class: "kb-calc-actions" },
        button("Back to the example", () => {
          for (const { input, example } of fields.values()) input.value = example;
          update(true);
        }),
        button("Use this browser's time zone", () => {
          const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
          fields.get("zone").input.value = timeZone || "UTC";
          update(true);
        }),
        button("Save as calendar (.ics)", save),
        said,
      ),
      make(
        "p",
        { class: "kb-calc-note" },
        "Calculated in your browser. Nothing that you type is sent or kept.",
      ),
    );

    // -- From moments to deadlines -----------------------------------------------------------------

    function tell({ input, fault }, remedy) {
      fault.textContent = remedy && `${remedy[0].toUpperCase()}${remedy.slice(1)}.`;
      if (remedy) {
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", fault.id);
      } else {
        input.removeAttribute("aria-invalid");
        input.removeAttribute("aria-describedby");
      }
    }

    // The moments that are known, the zone, and how many fields are wrong.
    function read(typing) {
      const zoneField = fields.get("zone");
      const moments = {};
      let wrong = 0;
      let zone = zoneField.input.value.trim();
      const attempt = (key, act) => {
        const one = fields.get(key);
        let remedy = "";
        try {
          act();
        } catch (error) {
          remedy = error.message;
          wrong += 1;
        }
        if (remedy && key === typing && !one.input.hasAttribute("aria-invalid")) return;
        tell(one, remedy);
      };
      attempt("zone", () => KBClocks.moment("2027-02-13 09:00", zone));
      if (wrong) zone = "UTC";
      for (const [key, { input }] of fields) {
        const text = input.value.trim();
        if (key === "zone" || !text) {
          if (key !== "zone") tell(fields.get(key), "");
          continue;
        }
        attempt(key, () => {
          moments[key] = KBClocks.moment(text, zone);
        });
      }
      return [moments, zone, wrong];
    }

    let found = []; // [notice, deadline]

    function update(sorted, typing = null) {
      const [moments, zone, wrong] = read(typing);
      found = [];
      for (const clock of new Set(notices.map((one) => one.clock))) {
        const own = notices.filter((one) => one.clock === clock);
        const steps = own
          .filter((one) => one.first)
          .map(({ name, first, second }) => ({
            name,
            period: first[0],
            start: first[1],
            no_later: second,
          }));
        const ends = wrong ? {} : KBClocks.deadlines(steps, moments, zone, own[0].calendar);
        for (const one of own) found.push([one, one.first ? (ends[one.name] ?? null) : undefined]);
      }
      for (const [{ due }, end] of found) {
        due.textContent = end === undefined ? SOON : NOTHING;
        if (!end) continue;
        const late = end.extended ? `; may run to ${end.extended}` : "";
        const utc = `${new Date(end.moment).toISOString().slice(0, 16).replace("T", " ")} UTC`;
        const beside = end.by_day ? timeLeft(end.moment) : `${utc}, ${timeLeft(end.moment)}`;
        due.textContent = end.due.replace("T", " ") + late;
        due.append(make("small", {}, beside));
      }
      if (sorted) {
        const at = ([, end]) => (end ? end.moment : Infinity);
        const rows = [...found].sort((one, other) => at(one) - at(other) || 0);
        for (const [{ row }] of rows) row.parentNode.append(row);
      }
      say(wrong, found.filter(([, end]) => end).length);
    }

    let waiting = 0;
    function say(wrong, count) {
      clearTimeout(waiting); // a voice hears the last of many changes
      waiting = setTimeout(() => {
        if (wrong) {
          said.textContent = `Correct ${wrong === 1 ? "one field" : `${wrong} fields`} to see deadlines.`;
        } else {
          said.textContent = `${count} deadlines, the first one on top once a moment is changed.`;
        }
      }, LATER);
    }

    for (const [key, { input }] of fields) {
      input.addEventListener("input", () => update(true, key));
      input.addEventListener("change", () => update(true));
    }

    // -- A calendar ----------------------------------------------------------------------------------

    const stamp = (ms) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
    const escaped = (text) =>
      text
        .replace(/\s+/g, " ")
        .trim()
        .replace(/[\\;,]/g, "\\$&")
        .slice(0, 200);

    // RFC 5545: lines of at most 75 octets, goes on behind a space.
    function folded(line) {
      const parts = [""];
      let octets = 0;
      for (const sign of line) {
        const size = new TextEncoder().encode(sign).length;
        if (octets + size > 74) {
          parts.push(" ");
          octets = 1;
        }
        parts[parts.length - 1] += sign;
        octets += size;
      }
      return parts.join("\r\n");
    }

    function save() {
      const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sphinx-kb//clocks//EN"];
      for (const [{ clock, name, title }, end] of found) {
        if (!end) continue;
        const [law, notice] = title.map((cell) => cell.firstChild.textContent);
        lines.push(
          "BEGIN:VEVENT",
          `UID:${clock}-${name}@${location.hostname || "disk"}`,
          `DTSTAMP:${stamp(Date.now())}`,
          `DTSTART:${stamp(end.moment)}`,
          `SUMMARY:${escaped(`${law}: ${notice}`)}`,
          "DESCRIPTION:General information\\, not legal advice",
          "BEGIN:VALARM",
          "ACTION:DISPLAY",
          `DESCRIPTION:${escaped(law)}`,
          "TRIGGER:-PT2H",
          "END:VALARM",
          "END:VEVENT",
        );
      }
      lines.push("END:VCALENDAR", "");
      const text = lines.map(folded).join("\r\n");
      const address = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
      make("a", { href: address, download: "deadlines.ics" }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    }

    update(false);
  }

  for (const box of document.querySelectorAll(".kb-calc-clocks")) start(box);
})();
