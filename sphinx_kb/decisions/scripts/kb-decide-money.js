// Sums of one line each: the twin of sphinx_kb/decisions/money.py.
// Shares are between 0 and 1, rates of interest are a year; a ratio that nothing divides is null.

const KBMoney = (() => {
  const { total } = KBRanges;
  const HIGHEST_IRR = 10; // 1,000% a year
  const HALF_CENT = 0.005;

  const sle = (value, exposure) => value * exposure;
  const ale = (single, rate) => single * rate;
  const chance = (rate) => -Math.expm1(-rate);
  const atLeastOne = (chances) => 1 - chances.reduce((none, one) => none * (1 - one), 1);

  // What a measure returns, from the loss of an average year before and after it.
  function rosi(before, after, cost) {
    const avoided = before - after;
    const net = avoided - cost;
    return {
      avoided,
      net,
      rosi: cost > 0 ? net / cost : null,
      ratio: cost > 0 ? avoided / cost : null,
      mitigation: before > 0 ? avoided / before : null,
      break_even: before > 0 ? cost / before : null,
    };
  }

  // Where one stands at the start and after each year, in money of today.
  function positions(outlay, flows, rate = 0) {
    const worth = [];
    let factor = 1;
    const later = flows.map((flow) => {
      factor *= 1 + rate;
      worth.push(flow / factor);
      return total(worth) - outlay;
    });
    return [-outlay, ...later];
  }

  // What flows at the ends of years 1, 2 ... are worth today, less the outlay.
  const npv = (outlay, flows, rate) => positions(outlay, flows, rate).at(-1);

  // The rate at which the net present value is zero, from 0 to 1,000%; else null.
  function irr(outlay, flows) {
    let low = 0;
    let high = HIGHEST_IRR;
    if (outlay <= 0 || npv(outlay, flows, low) < 0 || npv(outlay, flows, high) > 0) return null;
    for (let i = 0; i < 100; i++) {
      const middle = (low + high) / 2;
      if (npv(outlay, flows, middle) > 0) low = middle;
      else high = middle;
    }
    return low;
  }

  // The years until the flows recover the outlay, evenly within a year; null if never.
  function payback(outlay, flows, rate = 0) {
    let left = outlay;
    let factor = 1;
    for (let year = 0; year < flows.length; year++) {
      factor *= 1 + rate;
      const worth = flows[year] / factor;
      if (worth >= left - HALF_CENT) {
        return year + (worth > 0 ? Math.max(0, Math.min(1, left / worth)) : 0);
      }
      left -= worth;
    }
    return null;
  }

  // The yearly benefit that just recovers an amount.
  const annuity = (amount, years, rate) => amount / npv(0, Array(years).fill(1), rate);

  return { sle, ale, chance, atLeastOne, rosi, positions, npv, irr, payback, annuity };
})();
