// What a policy pays of a year's losses, and what the company keeps: the twin of
// sphinx_kb/decisions/insurance.py. Nothing is drawn: years are evenly spread.

const KBInsurance = (() => {
  const { counts, mean, points, total } = KBRanges;
  const POINTS = 4096; // years for each number of events
  const TABLE = 2048; // steps of the table of a range
  const FINE = 16384; // values at which a range is taken for its table
  const LEAST = 1e-7; // a chance that is left out
  const MOST = 60; // events in a year
  const primes = [];
  for (let p = 2; primes.length < MOST; p++) if (primes.every((q) => p % q)) primes.push(p);
  const steps = primes.map((prime) => Math.sqrt(prime) % 1);

  // The values below which 0, 1/2048, 2/2048 ... of a range lie.
  function table(range) {
    const [low, , high] = range;
    if (low === high) return Array(TABLE + 1).fill(low);
    const [values, weights] = points(range, FINE);
    const result = [low];
    let passed = 0;
    let edge = low;
    values.forEach((value, i) => {
      const after = i + 1 < values.length ? (value + values[i + 1]) / 2 : high;
      while (result.length < TABLE && passed + weights[i] >= result.length / TABLE) {
        const part = (result.length / TABLE - passed) / weights[i];
        result.push(edge + (after - edge) * part);
      }
      passed += weights[i];
      edge = after;
    });
    while (result.length <= TABLE) result.push(high);
    return result;
  }

  // The value below which a share of a range lies, from its table.
  function valueAt(values, place) {
    const at = place * TABLE;
    const cell = Math.floor(at);
    return values[cell] + (values[cell + 1] - values[cell]) * (at - cell);
  }

  // Calls back with the weight of each year and the losses of its events, in an array that is
  // used again; throws where more than 60 events a year have weight.
  function years(events, loss, each) {
    const chances = counts(events);
    if (total(chances.slice(MOST + 1)) > LEAST) {
      throw new Error(`write fewer events: more than ${MOST} in a year are not weighed here`);
    }
    const weighed = [...chances.slice(0, MOST + 1).entries()].filter(([, one]) => one > LEAST);
    const whole = total(weighed.map(([, chance]) => chance));
    const values = table(loss);
    for (const [n, chance] of weighed) {
      const losses = Array(n).fill(0);
      if (n === 0) {
        each(chance / whole, losses);
        continue;
      }
      const weight = chance / whole / POINTS;
      for (let i = 0; i < POINTS; i++) {
        losses[0] = valueAt(values, (i + 0.5) / POINTS);
        for (let k = 1; k < n; k++) losses[k] = valueAt(values, (0.5 + (i + 1) * steps[k - 1]) % 1);
        each(weight, losses);
      }
    }
  }

  // What a policy {covered, retention, limit, premium} does to the years of one risk.
  function insured(events, loss, { covered, retention, limit, premium = 0 }, amount) {
    let recovered = 0;
    let keeping = 0;
    let happening = 0;
    let exhausting = 0;
    years(events, loss, (weight, losses) => {
      let whole = 0;
      let claims = 0;
      for (const one of losses) {
        whole += one;
        const claim = covered * one - retention;
        claims += Math.max(0, claim);
        happening += weight;
        if (claim > limit) exhausting += weight;
      }
      const paid = Math.min(limit, claims);
      recovered += weight * paid;
      if (whole - paid > amount) keeping += weight;
    });
    return {
      recovered,
      kept: mean(events) * mean(loss) - recovered,
      keeping_over: keeping,
      over: KBLosses.over(KBLosses.year(events, loss), amount),
      exhausting: happening > 0 ? exhausting / happening : 0,
      ceiling: Math.max(0, covered * loss[2] - retention),
      break_even: recovered > 0 ? (mean(events) * premium) / recovered : null,
    };
  }

  return { table, years, insured };
})();
