// How figures are printed: the twin of sphinx_kb/decisions/show.py, character for character.
// toFixed() and Intl take halves differently, so the rule is ours: halves go up.

const KBShow = (() => {
  const GIVEN = 1e-12; // so that what is nearly half goes up
  const SIGNS = { USD: "$", EUR: "€", GBP: "£", JPY: "¥", INR: "₹", KRW: "₩", ILS: "₪" };

  const sign = (currency) => SIGNS[currency] ?? `${currency}\u00a0`;

  // A number with so many decimals and with commas; -0 is 0.
  function digits(value, places) {
    const scale = 10 ** places;
    const size = Math.abs(value) * scale;
    const whole = BigInt(Math.floor(size + Math.min(size * GIVEN, 0.001) + 0.5));
    const text = String(whole / BigInt(scale)).replace(/\B(?=(\d{3})+$)/g, ",");
    const part = places ? `.${String(whole % BigInt(scale)).padStart(places, "0")}` : "";
    return (value < 0 && whole ? "-" : "") + text + part;
  }

  const signed = (text, mark) => (text.startsWith("-") ? `-${mark}${text.slice(1)}` : mark + text);

  // Money to the unit; null is "none".
  const money = (value, mark = "$") => (value === null ? "none" : signed(digits(value, 0), mark));

  // Money as one says it: $0.56M, $42k, $2bn.
  function short(value, mark = "$") {
    const size = Math.abs(value);
    let text = digits(size, 0);
    if (size >= 999500000) text = `${digits(size / 1e9, 2).replace(/\.00$/, "")}bn`;
    else if (size >= 100000) text = `${digits(size / 1e6, 2).replace(/\.00$/, "")}M`;
    else if (size >= 1000) text = `${digits(size / 1e3, 0)}k`;
    return signed(value < 0 && text !== "0" ? `-${text}` : text, mark);
  }

  // A ratio in percent, which may be below 0 or over 100, as a return is.
  const percent = (value, places = 0) =>
    value === null ? "none" : `${digits(100 * value, places)}%`;

  // A share of a whole in percent; what is too small or too large to print is told.
  function share(value, places = 1) {
    if (value === null) return "none";
    const scale = 10 ** places;
    const least = 0.5 / scale / 100;
    if (value > 0 && value < least * (1 - GIVEN)) return `under ${digits(1 / scale, places)}%`;
    if (value < 1 && value > 1 - least * (1 - GIVEN)) {
      return `over ${digits(100 - 1 / scale, places)}%`;
    }
    return percent(value, places);
  }

  // The chance of more than an amount: never 0, for a range is a judgment.
  const chance = (value) => (value < 0.0005 * (1 - GIVEN) ? "under 0.1%" : share(value));

  // A count with at most four decimals, without idle zeros.
  function count(value) {
    if (value > 0 && value < 0.00005 * (1 - GIVEN)) return "under 0.0001";
    return digits(value, 4).replace(/\.?0+$/, "");
  }

  const perDollar = (ratio) => (ratio === null ? "free" : digits(ratio, 2));

  // A yearly chance as years of a hundred, or as one year of so many.
  function years(value) {
    if (value <= 0) return "in no year";
    if (value >= 0.995) return "nearly every year";
    if (value < 0.0095) return `in about 1 year of ${digits(1 / value, 0)}`;
    const many = digits(100 * value, 0);
    return `in about ${many} year${many === "1" ? "" : "s"} of 100`;
  }

  return { sign, digits, money, short, share, percent, chance, count, perDollar, years };
})();
