// Days of a list: "Day 2", "Weeks 5 to 8", "Month 3" in a heading, counted from the day of its start,
// and a calendar of them (RFC 5545) that has nothing of the clock in it.

const KBDates = (() => {
  const PERIOD = /\b(day|week|month)s?\s+(\d{1,3})(?:\s*(?:to|and|-|–)\s*(\d{1,3}))?\b/i;
  const LONGEST = 75; // octets of a line
  const encoder = new TextEncoder();

  // The last day of a heading's period, or nothing: day 1 is the day of the start
  function last(heading, start) {
    const [, unit, from, to = from] = PERIOD.exec(heading) ?? [];
    if (!unit || !/^\d{4}-\d\d-\d\d$/.test(start)) return "";
    const count = Number(to);
    const day = new Date(`${start}T00:00:00Z`);
    if (Number.isNaN(day.getTime())) return "";
    if (unit.toLowerCase() === "month") day.setUTCMonth(day.getUTCMonth() + count);
    const days = { day: count, week: count * 7, month: 0 }[unit.toLowerCase()];
    day.setUTCDate(day.getUTCDate() + days - 1);
    return day.toISOString().slice(0, 10);
  }

  const escaped = (text) =>
    text
      .replace(/[\\;,]/g, (sign) => `\\${sign}`)
      .replace(/\r/g, "")
      .replace(/\n/g, "\\n");

  // A line in pieces of at most 75 octets, none of which cuts a character
  function folded(line) {
    const pieces = [""];
    let octets = 0;
    for (const sign of line) {
      const size = encoder.encode(sign).length;
      if (octets + size > LONGEST) {
        pieces.push(" ");
        octets = 1;
      }
      pieces[pieces.length - 1] += sign;
      octets += size;
    }
    return pieces.join("\r\n");
  }

  const plain = (day) => day.replaceAll("-", "");

  // parts: [{ day, name, text, id }]; start: the day from which they are counted
  function calendar(parts, start, host) {
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//sphinx-kb//checklist//EN"];
    for (const { day, name, text, id } of parts) {
      lines.push("BEGIN:VEVENT", `UID:${id}-${plain(start)}@${host}`);
      lines.push(`DTSTAMP:${plain(start)}T000000Z`, `DTSTART;VALUE=DATE:${plain(day)}`);
      lines.push(`SUMMARY:${escaped(name)}`, `DESCRIPTION:${escaped(text)}`);
      lines.push("BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(name)}`, "TRIGGER:-P1D");
      lines.push("END:VALARM", "END:VEVENT");
    }
    return [...lines, "END:VCALENDAR"].map((line) => `${folded(line)}\r\n`).join("");
  }

  return { last, calendar };
})();
