// Checklists: boxes that can be ticked, with the time of each tick, kept in this browser at once.
// What is kept is read as data of a stranger: a name of ours and times, or nothing. Without this
// script the boxes are fixed, and print.

(() => {
  const { make, button, careful, isTime, local, now, since } = KBSave;
  const ID = /^[0-9a-f]{10}(?:-\d{1,3})?$/;
  const LINE = /^\s*[-*] \[([ xX])\] (.*)$/;
  const DONE = /^(.*) \(done [^()]*, ([^(), ]+)\)$/;
  const STARTED = "Clock started";
  const MOST = 1000; // ticks that are kept
  const LARGEST = 1e6; // bytes of a list that is opened
  const onDisk = location.protocol === "file:"; // there any local page reads what is kept

  const lettersOf = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

  function wordsOf(label) {
    const copy = label.cloneNode(true);
    for (const node of copy.querySelectorAll("input, time, .kb-tooltip, [hidden]")) node.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  // What a storage holds, or what there is of it that is ours.
  function stateOf(kept) {
    const state = { started: "", ticks: new Map() };
    if (!kept || typeof kept !== "object" || Array.isArray(kept)) return state;
    if (isTime(kept.started)) state.started = kept.started;
    const { ticks } = kept;
    if (!ticks || typeof ticks !== "object" || Array.isArray(ticks)) return state;
    for (const [id, time] of Object.entries(ticks).slice(0, MOST)) {
      if (ID.test(id) && isTime(time)) state.ticks.set(id, time);
    }
    return state;
  }

  function start(list) {
    const mark = "kb-checklist-";
    const name = [...list.classList].find((one) => one.startsWith(mark))?.slice(mark.length);
    const items = new Map(); // id -> {box, words, heading, time}
    let heading = "";
    for (const node of list.querySelectorAll("h2, h3, h4, h5, h6, .kb-task")) {
      if (!node.matches(".kb-task")) {
        heading = wordsOf(node).replace(/#$/, "").trim();
        continue;
      }
      const box = node.querySelector("input");
      const id = box?.id.slice(`check-${name}-`.length) ?? "";
      if (!ID.test(id)) continue;
      items.set(id, { box, words: wordsOf(node), heading, time: make("time") });
      node.append(" ", items.get(id).time);
    }
    if (!name || !items.size) return;

    const place = `kb-check ${name}`;
    const hasClock = list.classList.contains("kb-check-clock");
    let keeps = true;
    let state = stateOf(kb.storage.get(place));

    // -- What is kept ------------------------------------------------------------------------------

    const asKept = () =>
      JSON.stringify({ started: state.started || null, ticks: Object.fromEntries(state.ticks) });

    function keep() {
      if (keeps) {
        const isEmpty = !state.started && !state.ticks.size;
        kb.storage.set(place, isEmpty ? null : asKept());
        const closed = !isEmpty && !kb.storage.get(place);
        if (closed) tell("This browser keeps nothing: save the list before you close the page.");
      }
      show();
    }

    // Another window may have ticked since: its ticks count as well.
    function change(act) {
      if (keeps && kb.storage.get(place)) state = stateOf(kb.storage.get(place));
      act();
      keep();
    }

    // -- What is shown -----------------------------------------------------------------------------

    const status = make("p", { class: "kb-check-status", role: "status" });
    const clock = make("p", { class: "kb-check-since" });
    const said = make("p", { class: "kb-check-said", role: "status" });
    const note = make("p", { class: "kb-check-note" });
    const inside = make("pre");
    const tell = (text) => (said.textContent = text);

    function show() {
      const known = [...state.ticks].filter(([id]) => items.has(id));
      for (const [id, { box, time }] of items) {
        const tick = state.ticks.get(id);
        box.checked = Boolean(tick);
        time.textContent = tick ? local(tick, true) : "";
        if (tick) time.dateTime = tick;
        else time.removeAttribute("datetime");
      }
      const last = known.map(([, tick]) => tick).sort((a, b) => Date.parse(a) - Date.parse(b));
      const next = [...items].find(([id]) => !state.ticks.has(id))?.[1].heading;
      status.textContent = [
        `${known.length} of ${items.size} done`,
        last.length ? `, last at ${local(last.at(-1), true)}` : "",
        known.length && next ? `; next: ${next}` : "",
      ].join("");
      const gone = state.ticks.size - known.length;
      const lost = `${gone} ${gone === 1 ? "tick is of a task that is" : "ticks are of tasks that are"}`;
      note.textContent = [
        keeps
          ? "Your ticks and their times stay in this browser; nothing is sent."
          : "Nothing is kept.",
        keeps && onDisk ? " Other pages opened from this disk can read these ticks." : "",
        gone ? ` ${lost} no longer in the list; an export has ${gone === 1 ? "it" : "them"}.` : "",
      ].join("");
      inside.textContent = kb.storage.get(place) ? `${place}: ${asKept()}` : "Nothing is kept.";
      showClock();
    }

    function showClock() {
      clock.textContent = state.started
        ? `${since(state.started)} since ${local(state.started, true)}`
        : "";
      starting.hidden = Boolean(state.started);
    }

    // -- Export, and back --------------------------------------------------------------------------

    const gone = () => [...state.ticks].filter(([id]) => !items.has(id));

    function saveMarkdown() {
      const title = document.querySelector("h1")?.firstChild?.textContent.trim() ?? name;
      const lines = [`# ${title}: ${name}`, "", `Saved: ${local(now())}, ${now()}`];
      if (state.started) lines.push(`${STARTED}: ${local(state.started)}, ${state.started}`);
      let under = null;
      for (const [id, { words, heading: over }] of items) {
        if (over !== under) lines.push("", ...(over ? [`## ${over}`, ""] : []));
        under = over;
        const tick = state.ticks.get(id);
        lines.push(
          `- [${tick ? "x" : " "}] ${words}${tick ? ` (done ${local(tick)}, ${tick})` : ""}`,
        );
      }
      const lost = gone();
      const told = `Ticks of tasks that are no longer in the list: ${lost.length}`;
      if (lost.length) lines.push("", told, "");
      for (const [id, tick] of lost) lines.push(`- ${id}, ${local(tick)}, ${tick}`);
      KBSave.file(`${name}.md`, `${lines.join("\n")}\n`, "text/markdown");
    }

    function saveCsv() {
      const row = (words, tick) => [words, tick ? local(tick) : "", tick ?? ""];
      const rows = [["Task", "Done, local time", "Done, UTC"]];
      if (state.started) rows.push(row(STARTED, state.started));
      for (const [id, { words }] of items) rows.push(row(words, state.ticks.get(id)));
      for (const [id, tick] of gone()) rows.push(row(`No longer in the list: ${id}`, tick));
      KBSave.file(`${name}.csv`, KBSave.csv(rows), "text/csv");
    }

    // Each line of a saved list as [words, time or nothing]
    function linesOf(text) {
      if (!/^\ufeff?"/.test(text)) {
        return text.split(/\r?\n/).flatMap((line) => {
          const clockLine = line.startsWith(`${STARTED}: `) && [STARTED, line.split(", ").at(-1)];
          const [, box, words] = LINE.exec(line) ?? [];
          if (!box) return clockLine ? [clockLine] : [];
          const [, task, time] = DONE.exec(words) ?? [];
          return [box === " " || !task ? [words, ""] : [task, time]];
        });
      }
      const rows = text
        .replace(/^\ufeff/, "")
        .split(/\r\n/)
        .slice(1);
      const cells = (row) => row.match(/"(?:[^"]|"")*"/g)?.map((cell) => cell.slice(1, -1)) ?? [];
      return rows.filter(Boolean).map((row) => {
        const [words = "", , time = ""] = cells(row);
        return [words.replaceAll('""', '"'), time];
      });
    }

    // Each heading with a day, a week or a month is due on its last day, with what is still open
    function saveDates(day) {
      const title = document.querySelector("h1")?.firstChild?.textContent.trim() ?? name;
      const todo = new Map(); // heading -> its open tasks
      for (const [id, { words, heading: over }] of items) {
        const left = state.ticks.has(id) ? [] : [words];
        todo.set(over, [...(todo.get(over) ?? []), ...left]);
      }
      const parts = [...todo].flatMap(([over, words], at) => {
        const due = words.length ? KBDates.last(over, day) : "";
        const text = words.map((task) => `- ${task}`).join("\n");
        return due ? [{ day: due, name: `${title}: ${over}`, text, id: `${name}-${at + 1}` }] : [];
      });
      const host = location.hostname || "kb";
      KBSave.file(`${name}.ics`, KBDates.calendar(parts, day, host), "text/calendar");
      tell(`${parts.length} ${parts.length === 1 ? "date" : "dates"} saved for a calendar.`);
    }

    async function open(input) {
      const [given] = input.files;
      if (!given) return;
      const text = given.size > LARGEST ? "" : await given.text();
      const waiting = new Map(); // letters -> the ids of the tasks with them, in order
      for (const [id, { words }] of items) {
        const key = lettersOf(words);
        waiting.set(key, [...(waiting.get(key) ?? []), id]);
      }
      let found = 0;
      change(() => {
        for (const [words, time] of linesOf(text)) {
          const id = waiting.get(lettersOf(words))?.shift();
          found += Boolean(id);
          if (!isTime(time)) continue;
          if (id && !state.ticks.has(id)) state.ticks.set(id, time);
          if (words === STARTED && !state.started && hasClock) state.started = time;
        }
      });
      tell(
        found
          ? `Opened: ${found} of ${items.size} tasks found.`
          : "This file has no task of this list.",
      );
      input.value = "";
    }

    // -- Controls ----------------------------------------------------------------------------------

    const starting = button("Start the clock", () => change(() => (state.started = now())));
    const file = make("input", { type: "file", accept: ".md,.csv,.txt", class: "visually-hidden" });
    file.addEventListener("change", () => open(file));
    const again = careful(
      "Start over",
      () => `Forget ${state.ticks.size} ticks? Press again`,
      () => {
        state = stateOf(null);
        kb.storage.set(place, null);
        tell("All boxes are open.");
        show();
      },
    );
    const stop = button("Stop keeping", () => {
      keeps = false;
      kb.storage.set(place, null);
      stop.remove();
      tell("This browser has forgotten the list. What you tick lasts as long as this page.");
      show();
    });
    const first = make("input", { type: "date", required: "" });
    first.value = local(now()).slice(0, 10);
    const saving = button("Save for a calendar", () => first.value && saveDates(first.value));
    const dates = make(
      "details",
      { class: "kb-check-kept kb-check-dates" },
      make("summary", {}, "Add dates"),
      make("p", {}, make("label", {}, "First day ", first), " ", saving),
    );
    const isDated = [...items.values()].some(({ heading: over }) =>
      KBDates.last(over, "2000-01-01"),
    );
    const kept = make(
      "details",
      { class: "kb-check-kept" },
      make("summary", {}, "What is kept"),
      inside,
    );

    list.prepend(
      make("div", { class: "kb-check-head" }, status, ...(hasClock ? [starting, clock] : [])),
    );
    list.append(
      make(
        "div",
        { class: "kb-check-actions" },
        button("Save as Markdown", saveMarkdown),
        button("Save as CSV", saveCsv),
        make("label", { class: "kb-check-button" }, "Open a saved list", file),
        button("Print", () => window.print()),
        again,
        stop,
      ),
      said,
      ...(isDated ? [dates] : []),
      note,
      kept,
    );

    for (const [id, { box }] of items) {
      box.disabled = false;
      box.addEventListener("change", () =>
        change(() => (box.checked ? state.ticks.set(id, now()) : state.ticks.delete(id))),
      );
    }
    window.addEventListener("storage", (event) => {
      if (!keeps || (event.key !== place && event.key !== null)) return;
      state = stateOf(kb.storage.get(place));
      show();
    });
    if (hasClock) setInterval(showClock, 20000);
    show();
  }

  for (const list of document.querySelectorAll(".kb-checklist")) start(list);
})();
