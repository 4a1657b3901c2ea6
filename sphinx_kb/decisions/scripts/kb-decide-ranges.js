// Ranges of what nobody knows exactly, and how many events a year brings: the twin of
// sphinx_kb/decisions/arithmetic.py, pert.py and frequency.py, operation for operation.
//
// A range is [lowest, most likely, highest]. Browsers agree on the four operations and the square
// root only, so exp and log are made of those: what is computed here has the bits of the build.

const KBRanges = (() => {
  const LN2_HIGH = 0.6931471803691238; // a multiple of it up to 1,000 has no rounding error
  const LN2_LOW = 1.9082149292705877e-10;
  const FACTORIALS = [6227020800, 479001600, 39916800, 3628800, 362880, 40320, 5040, 720, 120, 24];
  const EXP_TERMS = [...FACTORIALS.map((each) => 1 / each), 1 / 6, 0.5, 1, 1];
  const LOG_TERMS = Array.from({ length: 12 }, (_, i) => 1 / (23 - 2 * i));
  const HALVES = [1];
  for (let i = 0; i < 200; i++) HALVES.push(HALVES[i] * 0.5);

  const RATES = 128; // values at which a range of rates is taken
  const SMALLEST = 1e-14; // a chance at which a single rate is cut off
  const REST = 1e-10; // what may be left out of all counts together

  // A sum with the error of each addition given back (Neumaier's summation).
  function total(values) {
    let result = 0;
    let lost = 0;
    for (const value of values) {
      const more = result + value;
      if (Math.abs(result) >= Math.abs(value)) lost += result - more + value;
      else lost += value - more + result;
      result = more;
    }
    return result + lost;
  }

  // Money in whole cents, halves upward, for comparisons that no last bit may decide.
  const cents = (amount) => Math.floor(100 * amount + 0.5);

  // The natural logarithm of a share between 0 and 1.
  function log(value) {
    let halvings = 0;
    while (value < 0.7071067811865476) {
      value *= 2;
      halvings++;
    }
    const part = (value - 1) / (value + 1);
    const square = part * part;
    let series = 0;
    for (const term of LOG_TERMS) series = series * square + term;
    return -halvings * LN2_HIGH + (2 * part * series - halvings * LN2_LOW);
  }

  // e to the power of a number from -138 to 0; 0 below.
  function exp(value) {
    const halvings = Math.floor(0.5 - value / 0.6931471805599453);
    if (halvings > 200) return 0;
    const rest = value + halvings * LN2_HIGH + halvings * LN2_LOW;
    let series = 0;
    for (const term of EXP_TERMS) series = series * rest + term;
    return series * HALVES[halvings];
  }

  const mean = ([low, likely, high]) => (low + 4 * likely + high) / 6;
  const variance = (range) => ((mean(range) - range[0]) * (range[2] - mean(range))) / 7;
  const times = (range, factor) => range.map((end) => end * factor);

  const grids = new Map(); // count -> places between 0 and 1, their logarithms, widths of slices

  function grid(count) {
    if (!grids.has(count)) {
      const steps = Array.from({ length: count }, (_, i) => (i + 0.5) / count);
      const places = steps.map((t) => t * t * t * (10 - t * (15 - 6 * t)));
      grids.set(count, [places, places.map(log), steps.map((t) => t * (1 - t) * (t * (1 - t)))]);
    }
    return grids.get(count);
  }

  // Values of a range with their weights, which add up to 1: [values, weights].
  function points([low, likely, high], count) {
    const width = high - low;
    if (!(width > 0)) return [[low], [1]];
    const left = (4 * (likely - low)) / width;
    const right = (4 * (high - likely)) / width;
    const [places, logs, slices] = grid(count);
    const weights = new Float64Array(count);
    let whole = 0;
    for (let i = 0; i < count; i++) {
      weights[i] = exp(left * logs[i] + right * logs[count - 1 - i]) * slices[i];
      whole += weights[i];
    }
    return [places.map((x) => low + width * x), weights.map((weight) => weight / whole)];
  }

  // The first number of events that counts, and the chances from it on.
  function poisson(rate) {
    const middle = Math.floor(rate);
    const up = [];
    const down = [];
    for (let n = middle + 1, chance = rate / n; chance >= SMALLEST;) {
      up.push(chance);
      n++;
      chance *= rate / n;
    }
    for (let n = middle, chance = 1; n > 0; n--) {
      chance *= n / rate;
      down.push(chance);
      if (chance < SMALLEST) break;
    }
    const chances = [...down.reverse(), 1, ...up];
    const whole = total(chances);
    return [middle - down.length, chances.map((one) => one / whole)];
  }

  // The chances of 0, 1, 2 ... events in a year; the first is that of a quiet year.
  function counts(events) {
    const chances = [];
    const [rates, weights] = points(events, RATES);
    rates.forEach((rate, i) => {
      const [first, own] = poisson(rate);
      while (chances.length < first + own.length) chances.push(0);
      own.forEach((chance, n) => {
        chances[first + n] += weights[i] * chance;
      });
    });
    let rest = 0;
    for (let n = chances.length - 1; n > 0; n--) {
      rest += chances[n];
      if (rest > REST) return chances.slice(0, n + 1);
    }
    return chances.slice(0, 1);
  }

  return { total, cents, log, exp, mean, variance, times, points, poisson, counts };
})();
