// When a clock runs out: the twin of sphinx_kb/decisions/clocks.py and holidays.py.
// Days are texts (2027-02-13), moments are milliseconds since 1970 with a time zone.

const KBClocks = (() => {
  const DAY = 86400000;
  const HOUR = 3600000;
  const MINUTE = 60000;
  const LONGEST = 3660; // days, hours or months of a period
  const PERIOD = /^([0-9]{1,4}) ?(h|hours?|days?|business days?|months?)$/;
  const MOMENT = /^(20[0-9]{2}-[0-9]{2}-[0-9]{2})[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9])$/;
  const UNITS = { h: "hours", d: "days", b: "business days", m: "months" };
  const FIXED = [
    [1, 1],
    [6, 19],
    [7, 4],
    [11, 11],
    [12, 25],
  ]; // month, day
  const MOVING = [
    [1, 0, 3],
    [2, 0, 3],
    [9, 0, 1],
    [10, 0, 2],
    [11, 3, 4],
  ]; // month, weekday, which

  const isoDay = (ms) => new Date(ms).toISOString().slice(0, 10);
  const msOf = (day) => Date.parse(`${day}T00:00:00Z`);
  const weekday = (ms) => (new Date(ms).getUTCDay() + 6) % 7; // 0 is Monday

  // The period that a text such as "72h" or "4 business days" names; throws the remedy.
  function period(text) {
    const found = PERIOD.exec(text.trim().split(/\s+/).join(" ").toLowerCase());
    const count = found ? Number(found[1]) : 0;
    if (count > 0 && count <= LONGEST) return { length: count, unit: UNITS[found[2][0]] };
    throw new Error("write a period such as 72h, 4 business days, 30 days or 1 month");
  }

  function formatOf(zone) {
    try {
      return new Intl.DateTimeFormat("en-US", {
        timeZone: zone,
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      });
    } catch {
      throw new Error("write a time zone such as Europe/Dublin");
    }
  }

  // What the clocks of a zone show at a moment, as if it were UTC.
  function shown(ms, zone) {
    const parts = formatOf(zone).formatToParts(ms);
    const of = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(of.year, of.month - 1, of.day, of.hour, of.minute, of.second);
  }

  // The moment at which the clocks of a zone show a time, which is given as if it were UTC: of a
  // time that they show twice the first; one that they skip counts from before the skip.
  function momentOf(time, zone) {
    const offset = (ms) => shown(ms, zone) - ms;
    const before = time - offset(time - DAY);
    const after = time - offset(time + DAY);
    return shown(before, zone) !== time && shown(after, zone) === time ? after : before;
  }

  // The moment at which the clocks of a zone show "2027-02-13 09:00"; throws the remedy.
  function moment(text, zone) {
    const found = MOMENT.exec(text.trim());
    const time = found ? Date.parse(`${found[1]}T${found[2]}:00Z`) : NaN;
    const same = !Number.isNaN(time) && new Date(time).toISOString().startsWith(found[1]);
    if (!same) throw new Error("write the moment as 2027-02-13 09:00");
    return momentOf(time, zone);
  }

  function nth(year, month, day, which) {
    const first = Date.UTC(year, month - 1, 1);
    return first + (((day - weekday(first) + 7) % 7) + 7 * (which - 1)) * DAY;
  }

  // The federal holidays of the United States that are observed in a year.
  function usFederal(year) {
    const days = FIXED.map(([month, day]) => Date.UTC(year, month - 1, day));
    days.push(Date.UTC(year + 1, 0, 1));
    const observed = days.map((ms) => ms + ({ 5: -DAY, 6: DAY }[weekday(ms)] ?? 0));
    const may = Date.UTC(year, 4, 31);
    const moving = MOVING.map(([month, day, which]) => nth(year, month, day, which));
    const all = [...observed, ...moving, may - weekday(may) * DAY].map(isoDay);
    return new Set(all.filter((day) => day.startsWith(String(year))));
  }

  function isBusinessDay(ms, calendar) {
    if (weekday(ms) > 4) return false;
    return calendar !== "us-federal" || !usFederal(new Date(ms).getUTCFullYear()).has(isoDay(ms));
  }

  // The last of so many business days, which begin with the first one after a day.
  function businessDays(day, count, calendar = "us-federal") {
    let ms = msOf(day);
    for (let left = count; left > 0;) {
      ms += DAY;
      if (isBusinessDay(ms, calendar)) left--;
    }
    return isoDay(ms);
  }

  // The same day so many months later, or the last day of that month.
  function monthsAfter(day, count) {
    const [year, month, date] = day.split("-").map(Number);
    const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
    return isoDay(Date.UTC(year, month - 1 + count, Math.min(date, last)));
  }

  // When a period from a moment ends: {moment, due, by_day, extended}.
  function deadline(start, zone, given, calendar = "none") {
    if (given.unit === "hours") {
      const end = start + given.length * HOUR;
      const due = new Date(shown(end, zone)).toISOString().slice(0, 16);
      return { moment: end, due, by_day: false, extended: null };
    }
    let day = isoDay(shown(start, zone));
    if (given.unit === "business days") day = businessDays(day, given.length, calendar);
    else if (given.unit === "days") day = isoDay(msOf(day) + given.length * DAY);
    else day = monthsAfter(day, given.length);
    const late = weekday(msOf(day));
    const weekend = calendar === "eu" && given.unit !== "business days" && late > 4;
    const extended = weekend ? isoDay(msOf(day) + (7 - late) * DAY) : null;
    const end = momentOf(msOf(day) + DAY - MINUTE, zone);
    return { moment: end, due: day, by_day: true, extended };
  }

  // The deadline of each step by its name; null where its start is not known yet. A step is
  // {name, period, start, no_later: [period, start] or null}.
  function deadlines(steps, moments, zone, calendar = "none") {
    const known = new Map(Object.entries(moments));
    const found = {};
    for (const { name, period: given, start, no_later = null } of steps) {
      const ends = [[given, start], ...(no_later ? [no_later] : [])]
        .filter(([, from]) => known.has(from))
        .map(([length, from]) => deadline(known.get(from), zone, length, calendar))
        .sort((one, other) => one.moment - other.moment);
      found[name] = ends[0] ?? null;
      if (ends.length) known.set(name, ends[0].moment);
    }
    return found;
  }

  return { period, moment, usFederal, businessDays, monthsAfter, deadline, deadlines };
})();
