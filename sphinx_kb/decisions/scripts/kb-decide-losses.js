// What a risk costs in a year, as a distribution, without a random number: the twin of
// sphinx_kb/decisions/fourier.py, losses.py and year.py, operation for operation.

const KBLosses = (() => {
  const { total, mean, variance, points, counts } = KBRanges;
  const CELLS = 4096; // of the grid of a year: a power of two
  const FINE = 4096; // values at which the range of a loss is taken
  const DUST = 1e-14; // what a transform leaves where there is nothing
  const SAME = 1e-12; // shares that differ by less are one
  const NOTHING = { mean: 0, quiet: 1, step: 0, chances: [0], whole: false };

  // The first half of the roots of unity, clockwise from 1: each is halfway between two known ones.
  const rotations = new Map([
    [2, [[1], [0]]],
    [
      4,
      [
        [1, 0],
        [0, -1],
      ],
    ],
  ]);

  function turns(size) {
    if (!rotations.has(size)) {
      const [x, y] = turns(size / 2).map((part, i) => [...part, i ? 0 : -1]);
      const re = new Float64Array(size / 2);
      const im = new Float64Array(size / 2);
      for (let k = 0; k < size / 4; k++) {
        const a = x[k] + x[k + 1];
        const b = y[k] + y[k + 1];
        const length = Math.sqrt(a * a + b * b);
        [re[2 * k], im[2 * k], re[2 * k + 1], im[2 * k + 1]] = [x[k], y[k], a / length, b / length];
      }
      rotations.set(size, [re, im]);
    }
    return rotations.get(size);
  }

  // The discrete Fourier transform of a power of two of values, in place.
  function transform(re, im) {
    const size = re.length;
    for (let i = 1, j = 0; i < size; i++) {
      let bit = size >> 1;
      for (; j & bit; bit >>= 1) j ^= bit;
      j ^= bit;
      if (i < j) [re[i], re[j], im[i], im[j]] = [re[j], re[i], im[j], im[i]];
    }
    for (let half = 1; half < size; half *= 2) {
      const [cos, sin] = turns(2 * half);
      for (let start = 0; start < size; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const i = start + k;
          const j = i + half;
          const x = re[j] * cos[k] - im[j] * sin[k];
          const y = re[j] * sin[k] + im[j] * cos[k];
          re[j] = re[i] - x;
          im[j] = im[i] - y;
          re[i] += x;
          im[i] += y;
        }
      }
    }
  }

  const square = (range) => mean(range) * mean(range);
  const spread = (events, loss) =>
    mean(events) * (variance(loss) + square(loss)) + variance(events) * square(loss);

  // The standard deviation of a year's loss, exactly.
  const deviation = (events, loss) => Math.sqrt(spread(events, loss));

  // The chances of one event's loss, each shared by two cells so that its mean stays.
  function onGrid(loss, step, cells) {
    const result = new Float64Array(cells);
    const [values, weights] = points(loss, FINE);
    for (let i = 0; i < values.length; i++) {
      const place = values[i] / step;
      const cell = Math.floor(place);
      if (cell + 1 >= cells) {
        result[cells - 1] += weights[i];
        continue;
      }
      const part = place - cell;
      result[cell] += weights[i] * (1 - part);
      result[cell + 1] += weights[i] * part;
    }
    return result;
  }

  // The transform of the sum of as many losses as events happen (Horner's rule).
  function ofEvents(chances, event) {
    const size = event.length;
    const re = Float64Array.from(event);
    const im = new Float64Array(size);
    transform(re, im);
    for (let i = 0; i <= size / 2; i++) {
      let a = 0;
      let b = 0;
      for (let n = chances.length - 1; n >= 0; n--) {
        const next = a * re[i] - b * im[i] + chances[n];
        b = a * im[i] + b * re[i];
        a = next;
      }
      re[i] = a;
      im[i] = b;
      if (i && i < size / 2) {
        re[size - i] = a;
        im[size - i] = -b;
      }
    }
    return [re, im];
  }

  // A year whose cells add up to the years with an event, without dust.
  function yearOf(average, quiet, step, re, im) {
    transform(
      re,
      im.map((value) => -value),
    );
    const cells = Array.from(re, (value) => value / re.length);
    cells[0] -= quiet;
    cells.forEach((value, i) => {
      if (value <= DUST) cells[i] = 0;
    });
    while (cells.length > 1 && cells.at(-1) === 0) cells.pop();
    const whole = total(cells);
    const chances = whole > 0 ? cells.map((value) => (value * (1 - quiet)) / whole) : [0];
    return { mean: average, quiet, step, chances, whole: false };
  }

  // The year of one risk: events a year, each of which costs a loss.
  function year(events, loss, cells = CELLS) {
    if (events[2] <= 0 || loss[2] <= 0) return NOTHING;
    const average = mean(events) * mean(loss);
    const chances = counts(events);
    const quiet = chances[0];
    if (loss[0] === loss[2]) {
      const own = [0, ...chances.slice(1)];
      return { mean: average, quiet, step: loss[2], chances: own, whole: true };
    }
    const most = loss[2] * (chances.length - 1);
    const reach = Math.min(most, average + 12 * deviation(events, loss) + 4 * loss[2]);
    const parts = Math.max(1, Math.floor((cells * loss[2]) / (reach + loss[2])));
    const step = loss[2] / parts;
    return yearOf(average, quiet, step, ...ofEvents(chances, onGrid(loss, step, cells)));
  }

  // The year of all risks, given as [events, loss], if none moves another.
  function together(risks, cells = CELLS) {
    const real = risks.filter(([events, loss]) => events[2] > 0 && loss[2] > 0);
    if (!real.length) return NOTHING;
    const average = total(real.map(([events, loss]) => mean(events) * mean(loss)));
    const chances = real.map(([events]) => counts(events));
    const highest = Math.max(...real.map(([, loss]) => loss[2]));
    const most = total(real.map(([, loss], i) => loss[2] * (chances[i].length - 1)));
    const wide = Math.sqrt(total(real.map(([events, loss]) => spread(events, loss))));
    const reach = Math.min(most, average + 12 * wide + 4 * highest);
    const step = (reach + highest) / cells;
    const re = new Float64Array(cells).fill(1);
    const im = new Float64Array(cells);
    let quiet = 1;
    real.forEach(([, loss], n) => {
      quiet *= chances[n][0];
      const [x, y] = ofEvents(chances[n], onGrid(loss, step, cells));
      for (let i = 0; i < cells; i++) {
        const next = re[i] * x[i] - im[i] * y[i];
        im[i] = re[i] * y[i] + im[i] * x[i];
        re[i] = next;
      }
    });
    return yearOf(average, quiet, step, re, im);
  }

  const tailsOf = new WeakMap();

  // The chance of a loss in a later cell than each, and a 0 at the end; made once for a year.
  function tails(one) {
    if (!tailsOf.has(one)) {
      const result = new Float64Array(one.chances.length + 1);
      for (let i = one.chances.length - 1; i >= 0; i--) result[i] = result[i + 1] + one.chances[i];
      tailsOf.set(one, result);
    }
    return tailsOf.get(one);
  }

  // The chance that a year costs more than an amount; 1 below zero.
  function over(one, amount) {
    const { step, chances, whole } = one;
    if (amount < 0) return 1;
    if (step <= 0) return 0;
    const place = amount / step;
    const cell = Math.floor(place + (whole ? 1e-9 : 0.5));
    if (cell >= chances.length) return 0;
    const later = tails(one)[cell + 1];
    if (whole) return later;
    return later + chances[cell] * (cell ? cell + 0.5 - place : 1 - 2 * place);
  }

  // The least amount that this share of years does not exceed.
  function percentile({ quiet, step, chances, whole }, share) {
    if (share <= quiet + SAME) return 0;
    let passed = quiet;
    for (let cell = 0; cell < chances.length; cell++) {
      const chance = chances[cell];
      if (chance > 0 && passed + chance >= share - SAME) {
        if (whole) return cell * step;
        const inside = Math.min(1, Math.max(0, (share - passed) / chance));
        return (cell ? cell - 0.5 + inside : inside / 2) * step;
      }
      passed += chance;
    }
    return (chances.length - 1) * step;
  }

  return { deviation, year, together, over, percentile };
})();
