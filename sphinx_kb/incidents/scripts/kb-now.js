// Incident mode: one kind at a time, ticks with their times, a log, deadlines. Ticks are kept in
// this browser at once; what is typed is kept only when asked. What is kept is read as data of a
// stranger. Without this script all kinds stand below each other, and boxes can be ticked.

(() => {
  const { make, button, careful, isTime, local, now } = KBSave;
  const KEPT = "kb-now";
  const TYPED = "kb-now text";
  const KEY = /^[a-z0-9-]{1,100}$/;
  const WHEN = /^20\d\d-\d\d-\d\dT\d\d:\d\d$/;
  const MOST = 500; // ticks, notes
  const LONGEST = 400; // characters of a text
  const page = document.querySelector(".kb-now");
  const only = (selector) => page.querySelector(selector);
  const all = (selector) => [...page.querySelectorAll(selector)];
  const isPlain = (value) => value && typeof value === "object" && !Array.isArray(value);
  const entriesOf = (value) => (isPlain(value) ? Object.entries(value).slice(0, MOST) : []);
  const ticks = new Map(); // line -> time
  const notes = []; // {time, text}
  const lines = new Map(); // line -> {box, text, time}
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
  const keeping = only("[data-kb-keep]");
  const said = only("[data-kb-said]");
  const aware = only("[data-kb-aware]");
  const tell = (text) => (said.textContent = text);

  // -- One kind at a time --------------------------------------------------------------------------

  const kinds = all(".kb-now-kind");
  let chosen = kinds[0];

  function choose() {
    const asked = kinds.find(({ id }) => location.hash === `#${id}`);
    chosen = asked ?? chosen;
    for (const kind of kinds) kind.hidden = kind !== chosen;
    for (const link of all(".kb-now-kinds a")) {
      if (link.hash === `#${chosen.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
  addEventListener("hashchange", choose);

  // -- What is kept ----------------------------------------------------------------------------------

  function readTicks() {
    ticks.clear();
    for (const [line, time] of entriesOf(kb.storage.get(KEPT)?.ticks)) {
      if (KEY.test(line) && isTime(time)) ticks.set(line, time);
    }
  }

  function readTyped() {
    const kept = kb.storage.get(TYPED);
    if (!isPlain(kept)) return;
    keeping.checked = true;
    const calls = new Map(entriesOf(kept.calls));
    for (const field of all("[data-kb-call]")) {
      const text = calls.get(field.dataset.kbCall);
      if (typeof text === "string") field.value = text.slice(0, 80);
    }
    for (const note of Array.isArray(kept.notes) ? kept.notes.slice(0, MOST) : []) {
      if (isPlain(note) && isTime(note.time) && typeof note.text === "string") {
        notes.push({ time: note.time, text: note.text.slice(0, LONGEST) });
      }
    }
    if (aware && WHEN.test(kept.aware)) aware.value = kept.aware;
    const laws = Array.isArray(kept.laws) ? kept.laws : [];
    for (const law of all("[data-kb-law]")) {
      law.querySelector("input").checked = laws.includes(law.dataset.kbLaw);
    }
  }

  const callsOf = () => {
    const named = all("[data-kb-call]").filter((field) => field.value.trim());
    return Object.fromEntries(named.map((field) => [field.dataset.kbCall, field.value.trim()]));
  };
  const lawsOf = () => all("[data-kb-law]").filter((law) => law.querySelector("input").checked);

  function keep() {
    kb.storage.set(KEPT, ticks.size ? { ticks: Object.fromEntries(ticks) } : null);
    const typed = {
      calls: callsOf(),
      notes,
      aware: aware?.value ?? "",
      laws: lawsOf().map((law) => law.dataset.kbLaw),
    };
    kb.storage.set(TYPED, keeping.checked ? typed : null);
    if (ticks.size && !kb.storage.get(KEPT)) {
      tell("This browser keeps nothing: save the log before you close the page.");
    }
    show();
  }

  // -- What is shown -----------------------------------------------------------------------------

  const log = only(".kb-now-entries");

  function entries() {
    const done = [...ticks].map(([line, time]) => ({
      time,
      text: `Done: ${lines.get(line)?.text ?? "a line that is no longer here"}`,
    }));
    const noted = notes.map(({ time, text }) => ({ time, text: `Note: ${text}` }));
    return [...done, ...noted].sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
  }

  function show() {
    for (const [line, { box, time }] of lines) {
      const tick = ticks.get(line);
      box.checked = Boolean(tick);
      time.textContent = tick ? local(tick, true) : "";
    }
    const rows = entries().map(({ time, text }) =>
      make("li", {}, make("time", { datetime: time }, local(time, true)), ` ${text}`),
    );
    log.replaceChildren(...rows);
    only("[data-kb-note]").textContent = keeping.checked
      ? "All of this page stays in this browser; nothing is sent."
      : "Ticks and their times stay in this browser; what you type lasts as long as this page. Nothing is sent.";
    const kept = [KEPT, TYPED].filter((key) => kb.storage.get(key));
    only(".kb-check-kept pre").textContent =
      kept.map((key) => `${key}: ${JSON.stringify(kb.storage.get(key))}`).join("\n") ||
      "Nothing is kept.";
  }

  // -- Clocks ----------------------------------------------------------------------------------------

  function deadlinesOf(law, moments) {
    const steps = [...law.querySelectorAll("[data-kb-notice]")].flatMap((notice) => {
      const ends = notice.dataset.kbEnds.split(";").map((end) => end.split("|"));
      const counted = ends.filter(([after]) => after !== "asap");
      const [first, second = null] = counted.map(([after, from]) => [KBClocks.period(after), from]);
      const name = notice.dataset.kbNotice;
      return first ? [{ name, period: first[0], start: first[1], no_later: second }] : [];
    });
    return KBClocks.deadlines(steps, moments, zone, law.dataset.kbCalendar);
  }

  function left(moment) {
    const hours = Math.floor(Math.abs(moment - Date.now()) / 3600000);
    const text = hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
    return moment < Date.now() ? `passed ${text} ago` : `in ${text}`;
  }

  function count() {
    if (!aware) return;
    const laws = lawsOf();
    const known = WHEN.test(aware.value);
    const at = known ? KBClocks.moment(aware.value, zone) : 0;
    const rows = laws.flatMap((law) => {
      const found = known ? deadlinesOf(law, { aware: at, detected: at }) : {};
      return [...law.querySelectorAll("[data-kb-notice]")].map((notice) => {
        const [what, after] = [...notice.children].map((part) => part.textContent);
        const end = found[notice.dataset.kbNotice];
        return { law: law.querySelector("b").textContent, what, after, end };
      });
    });
    rows.sort((a, b) => (a.end?.moment ?? Infinity) - (b.end?.moment ?? Infinity));
    only("[data-kb-deadlines]").replaceChildren(
      ...rows.map(({ law, what, after, end }) => {
        const due = end?.due.replace("T", " ");
        const when = end ? `${due}, ${left(end.moment)}` : after;
        return make("li", {}, make("b", {}, when), `: ${what} (${law})`);
      }),
    );
    only("[data-kb-due]").textContent = laws.length
      ? `${laws.length} ticked${known ? `; times are those of ${zone}` : ": enter when you became aware"}.`
      : "";
  }

  // -- Controls --------------------------------------------------------------------------------------

  function exported() {
    const title = chosen.querySelector("h2").textContent.replace(/: first 15 minutes$/, "");
    const text = [`Incident log: ${title}`, `Saved ${local(now())} (${now()})`, ""];
    for (const { time, text: what } of entries()) text.push(`${local(time)} (${time})  ${what}`);
    const calls = all(".kb-now-kind:not([hidden]) [data-kb-call]").filter(({ value }) =>
      value.trim(),
    );
    if (calls.length) text.push("", "Calls");
    for (const field of calls) {
      text.push(`${field.parentNode.textContent.trim()}: ${field.value.trim()}`);
    }
    if (aware?.value) text.push("", `Became aware: ${aware.value.replace("T", " ")} (${zone})`);
    for (const row of all("[data-kb-deadlines] li")) text.push(row.textContent);
    return `${text.join("\n")}\n`;
  }

  function forget() {
    kb.storage.set(KEPT, null);
    kb.storage.set(TYPED, null);
    ticks.clear();
    notes.length = 0;
    keeping.checked = false;
    for (const field of all('input:not([type="checkbox"])')) field.value = "";
    for (const law of lawsOf()) law.querySelector("input").checked = false;
    tell("All is forgotten.");
    show();
    count();
  }

  for (const box of all("[data-kb-line]")) {
    const line = box.dataset.kbLine;
    const time = make("time");
    box.parentNode.append(" ", time);
    lines.set(line, { box, time, text: box.parentNode.querySelector("span").textContent });
    box.addEventListener("change", () => {
      const here = box.checked;
      readTicks();
      if (here) ticks.set(line, now());
      else ticks.delete(line);
      keep();
    });
  }
  only(".kb-now-note").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = only("#kb-now-note");
    const text = field.value.trim().slice(0, LONGEST);
    if (text && notes.length < MOST) notes.push({ time: now(), text });
    field.value = "";
    keep();
  });
  only(".kb-now-log .kb-check-actions").append(
    button("Save the log", () => KBSave.file("incident-log.txt", exported(), "text/plain")),
    button("Print", () => window.print()),
    careful("Forget all", () => "Forget ticks, notes and numbers? Press again", forget),
  );
  page.addEventListener("change", ({ target }) => {
    if (target.matches("[data-kb-keep], [data-kb-call], [data-kb-aware], [data-kb-law] input")) {
      count();
      keep();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (notes.length && !keeping.checked) event.preventDefault();
  });

  readTicks();
  readTyped();
  choose();
  if (aware) only(".kb-now-when").hidden = false;
  only("[data-kb-log]").hidden = false;
  count();
  show();
})();
