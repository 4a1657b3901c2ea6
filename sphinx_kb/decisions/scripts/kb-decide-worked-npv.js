// The calculator of present values: an outlay, and the benefits of up to five years.

KBCalculators.npv = (() => {
  const FLOWS = ["flow1", "flow2", "flow3", "flow4", "flow5"];

  const inputs = [
    ["outlay", "money", "200k"],
    ["flow1", "money", "90k"],
    ["flow2", "money", "90k"],
    ["flow3", "money", "90k"],
    ["flow4", "money", "0"],
    ["flow5", "money", "0"],
    ["rate", "share", "8%"],
  ];

  // Where one stands now and after each year, as the money comes and in money of today.
  function lines(values) {
    const flows = FLOWS.map((key) => values[key]);
    const { outlay, rate } = values;
    return [KBMoney.positions(outlay, flows), KBMoney.positions(outlay, flows, rate)];
  }

  // A benefit of 0 at the end is none.
  function figures(values, [plain, today] = lines(values)) {
    const flows = FLOWS.map((key) => values[key]);
    while (flows.length && flows.at(-1) === 0) flows.pop();
    const { outlay, rate } = values;
    const result = {};
    plain.forEach((amount, year) => {
      result[`after${year}`] = amount;
      result[`worth${year}`] = today[year];
    });
    return {
      ...result,
      npv: KBMoney.npv(outlay, flows, rate),
      irr: KBMoney.irr(outlay, flows),
      payback: KBMoney.payback(outlay, flows),
      discounted: KBMoney.payback(outlay, flows, rate),
      break_even: flows.length ? KBMoney.annuity(outlay, flows.length, rate) : null,
    };
  }

  function words(values, found, sign = "$") {
    let verdict = "breaks even";
    if (KBRanges.cents(found.npv)) verdict = found.npv > 0 ? "pays" : "does not pay";
    const back = KBForms.asResult(found.payback, "years");
    const recovered =
      back === "never" ? "The outlay is never recovered." : `It is back after ${back}.`;
    return (
      `At ${KBShow.percent(values.rate, 1)} a year it is worth ${KBShow.money(found.npv, sign)}` +
      ` today: it ${verdict}. ${recovered}`
    );
  }

  return { inputs, lines, figures, words };
})();
