// The calculators of articles, from values by their keys to results by theirs: the twin of
// sphinx_kb/decisions/calculators.py. A result that cannot be had is null.

const KBCalculators = (() => {
  const PERCENTILES = [50, 90, 95, 99];
  const FLOWS = ["flow1", "flow2", "flow3", "flow4", "flow5"];

  const range = (values, stem) => [values[`${stem}0`], values[`${stem}1`], values[`${stem}2`]];

  function ale({ value, exposure, rate }) {
    const single = KBMoney.sle(value, exposure);
    return {
      sle: single,
      ale: KBMoney.ale(single, rate),
      chance: KBMoney.chance(rate),
      chance10: KBMoney.chance(10 * rate),
    };
  }

  // The figures of ale() today (0) and with a measure (1), and what it returns.
  function rosi(values) {
    const result = {};
    for (const state of [0, 1]) {
      const single = KBMoney.sle(values[`value${state}`], values[`exposure${state}`]);
      result[`sle${state}`] = single;
      result[`ale${state}`] = KBMoney.ale(single, values[`rate${state}`]);
      result[`chance${state}`] = KBMoney.chance(values[`rate${state}`]);
    }
    return { ...result, ...KBMoney.rosi(result.ale0, result.ale1, values.cost) };
  }

  // The two years of which fair() reads its figures, for their curves.
  const fairYears = (values) => [
    KBLosses.year(range(values, "events"), range(values, "loss")),
    KBLosses.year(range(values, "with"), range(values, "less")),
  ];

  // The year of a risk today (0) and with a measure (1), and what the measure returns.
  function fair(values, years = fairYears(values)) {
    const result = {};
    years.forEach((year, state) => {
      result[`mean${state}`] = year.mean;
      result[`quiet${state}`] = year.quiet;
      for (const p of PERCENTILES) result[`p${p}_${state}`] = KBLosses.percentile(year, p / 100);
      result[`over${state}`] = KBLosses.over(year, values.limit);
    });
    return { ...result, ...KBMoney.rosi(years[0].mean, years[1].mean, values.cost) };
  }

  // What an outlay and the benefits of up to five years come to; 0 is no benefit.
  function npv(values) {
    const flows = FLOWS.map((key) => values[key]);
    while (flows.length && flows.at(-1) === 0) flows.pop();
    const { outlay, rate } = values;
    return {
      npv: KBMoney.npv(outlay, flows, rate),
      irr: KBMoney.irr(outlay, flows),
      payback: KBMoney.payback(outlay, flows),
      discounted: KBMoney.payback(outlay, flows, rate),
      break_even: flows.length ? KBMoney.annuity(outlay, flows.length, rate) : null,
    };
  }

  // What a seat takes that is filled for some hours a week.
  function staffing({ hours, productive, price, absent, on_call }) {
    const nothing = { people: null, with_absences: null, cost: null, cost_per_hour: null };
    return KBStaffing.seat(hours, productive, price, { absent, on_call }) ?? nothing;
  }

  // What a policy moves, and what as much limit again would recover besides.
  function insurance(values) {
    const { covered, retention, limit, premium, amount } = values;
    const insured = (most) =>
      KBInsurance.insured(
        range(values, "events"),
        range(values, "loss"),
        { covered, retention, limit: most, premium },
        amount,
      );
    const result = insured(limit);
    return { ...result, step: insured(2 * limit).recovered - result.recovered };
  }

  // By when a flaw has to be fixed; of days null is the next upgrade. What is not known counts as
  // the worse answer.
  function patch(values) {
    const known = (key) => [true, false, null][values[key]];
    const word = (key) => KBInputs.INPUTS.patch.find(([name]) => name === key)[5][values[key]];
    const found = KBFlaws.rung({
      in_kev: values.listed !== 1,
      exposed: known("exposed"),
      automatable: known("automatable"),
      total: known("total"),
    });
    const priority = KBFlaws.priority(
      word("exploitation"),
      word("exposure"),
      values.automatable !== 1,
      word("human"),
    );
    return {
      days: found.days,
      search: Number(found.search),
      priority: KBForms.PRIORITIES.indexOf(priority),
    };
  }

  return { patch, ale, rosi, fair, fairYears, npv, staffing, insurance };
})();
