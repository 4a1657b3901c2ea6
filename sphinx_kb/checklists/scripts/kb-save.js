// What a list or a log is saved as: a file that the reader keeps. Nothing is sent.

const KBSave = (() => {
  const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;

  // A text that a spreadsheet would run is marked as a text; a negative number is none.
  const runs = (text) => /^[=+\-@\t\r]/.test(text) && !/^-[\d.,]+%?$/.test(text);
  const quoted = (text) => `"${(runs(text) ? "'" : "") + text.replaceAll('"', '""')}"`;

  function csv(rows) {
    return `\ufeff${rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("")}`;
  }

  function file(name, text, type) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }

  const isTime = (text) =>
    typeof text === "string" && TIME.test(text) && !Number.isNaN(Date.parse(text));
  const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const two = (number) => String(number).padStart(2, "0");

  // "2026-11-30 14:05" on the clocks of this reader; of today, "14:05" alone where it is short.
  function local(time, short = false) {
    const when = new Date(time);
    const day = `${when.getFullYear()}-${two(when.getMonth() + 1)}-${two(when.getDate())}`;
    const clock = `${two(when.getHours())}:${two(when.getMinutes())}`;
    const isToday = when.toDateString() === new Date().toDateString();
    return short && isToday ? clock : `${day} ${clock}`;
  }

  function since(time) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(time)) / 60000));
    const hours = Math.floor(minutes / 60);
    if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
    return hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
  }

  function make(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }

  function button(text, act) {
    const node = make("button", { type: "button", class: "kb-check-button" }, text);
    node.addEventListener("click", () => act(node));
    return node;
  }

  // A button that asks once: what is thrown away is gone.
  function careful(text, question, act) {
    let asked = 0;
    return button(text, (node) => {
      clearTimeout(asked);
      if (node.textContent === text) {
        node.textContent = question();
        asked = setTimeout(() => (node.textContent = text), 6000);
        return;
      }
      node.textContent = text;
      act();
    });
  }

  return { csv, file, isTime, now, local, since, make, button, careful };
})();
