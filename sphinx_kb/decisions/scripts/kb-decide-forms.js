// How a number stands in a calculator: the twin of sphinx_kb/decisions/forms.py.

const KBForms = (() => {
  // A number with as many decimals as it needs to be read again as itself.
  function number(value) {
    return KBShow.digits(value, value < 1000 ? 10 : 4).replace(/\.?0+$/, "");
  }

  // A number as a field has it, without the sign of its currency: 4,000,000 or 30% or 0.15.
  function asInput(value, kind) {
    if (kind === "money") return KBShow.digits(value, KBRanges.cents(value) % 100 ? 2 : 0);
    return kind === "share" ? `${number(100 * value)}%` : number(value);
  }

  function years(value) {
    const text = KBShow.digits(value, 1);
    return `${text} ${text === "1.0" ? "year" : "years"}`;
  }

  const NOTHING = { years: "never", days: "with the next upgrade" };
  const PRIORITIES = ["defer", "scheduled", "out-of-cycle", "immediate"];

  const FORMS = {
    money: KBShow.money,
    short: KBShow.short,
    share: (value) => KBShow.share(value),
    chance: KBShow.chance,
    percent: (value) => KBShow.percent(value),
    percent1: (value) => KBShow.percent(value, 1),
    years,
    two: (value) => KBShow.digits(value, 2),
    count: KBShow.count,
    days: (value) => `within ${KBShow.digits(value, 0)} days`,
    yes: (value) => (value ? "yes" : "no"),
    priority: (value) => PRIORITIES[value],
  };

  // A result; null is "none", of years "never".
  function asResult(value, form, sign) {
    if (value === null) return NOTHING[form] ?? "none";
    return FORMS[form](value, sign);
  }

  return { asInput, asResult, PRIORITIES };
})();
