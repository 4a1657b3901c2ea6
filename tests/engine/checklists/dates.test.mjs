// kb-dates.js: from "Weeks 5 to 8" in a heading to a day, and to a calendar that any program reads.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const FILE = new URL("../../../sphinx_kb/checklists/scripts/kb-dates.js", import.meta.url);
const KBDates = vm.runInNewContext(`${readFileSync(FILE, "utf8")}\nKBDates;`, { TextEncoder });

const START = "2027-01-04"; // a Monday

test("a period in a heading ends on its last day, and day 1 is the day of the start", () => {
  const days = {
    "Day 1: the decision": "2027-01-04",
    "Days 2 and 3: the page": "2027-01-06",
    "Weeks 0 to 4: listen and map": "2027-01-31",
    "Weeks 9–13": "2027-04-04",
    "By the end of week 1": "2027-01-10",
    "Month 2": "2027-03-03",
  };
  for (const [heading, day] of Object.entries(days)) {
    assert.equal(KBDates.last(heading, START), day, heading);
  }
});

test("a heading without a day has no date, and neither has a start that is none", () => {
  for (const heading of ["", "By hour 24", "Take charge", "Someday 1x", "ISO 27001"]) {
    assert.equal(KBDates.last(heading, START), "", heading);
  }
  for (const start of ["", "soon", "2027-13-45"]) assert.equal(KBDates.last("Day 1", start), "");
});

test("a calendar is escaped, folded at 75 octets, and the same each time", () => {
  const text = `- A; b, c \\ d\n- ${"ü".repeat(60)}`;
  const parts = [{ day: "2027-01-06", name: "Plan: Day 2, 3", text, id: "plan-1" }];
  const made = KBDates.calendar(parts, START, "kb.example");
  const lines = made.split("\r\n");

  assert.equal(made, KBDates.calendar(parts, START, "kb.example"));
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75));
  assert.equal(lines.at(-1), "");
  const whole = made.replaceAll("\r\n ", "").split("\r\n");
  assert.ok(whole.includes("UID:plan-1-20270104@kb.example"));
  assert.ok(whole.includes("DTSTAMP:20270104T000000Z"));
  assert.ok(whole.includes("DTSTART;VALUE=DATE:20270106"));
  assert.ok(whole.includes("SUMMARY:Plan: Day 2\\, 3"));
  assert.ok(whole.includes(`DESCRIPTION:- A\\; b\\, c \\\\ d\\n- ${"ü".repeat(60)}`));
  assert.equal(made.match(/BEGIN:VEVENT/g).length, 1);
});
