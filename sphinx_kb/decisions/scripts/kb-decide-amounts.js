// Numbers as people write them: the twin of sphinx_kb/decisions/amounts.py, remedy for remedy.

const KBAmounts = (() => {
  const LARGEST = 1e12;
  const MOST_EVENTS = 1000; // a year
  const LONGEST = 40; // characters of a number
  const IGNORED = /[ \t\r\n_\u00a0\u2009\u202f]/g;
  const NUMBER = /^(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?([kK]|[mM]|[bB][nN]?)?(%)?$/;
  const COMMA = /^-?[0-9]+,[0-9]{1,2}$/;
  const POINTS = /^-?[0-9]{1,3}(?:\.[0-9]{3}){2,}$/;
  const SCALES = { "": 1, k: 1e3, m: 1e6, b: 1e9, bn: 1e9 };

  // What to write in place of a text that is no number here.
  function remedy(plain) {
    if (COMMA.test(plain)) return `write ${plain.replaceAll(",", ".")} with a point, not a comma`;
    if (POINTS.test(plain)) return `write ${plain.replaceAll(".", ",")} with commas, not points`;
    return "write a number such as 250,000 or 250k or 1.2M";
  }

  // A number's value, and whether it is a percentage; throws the remedy.
  function read(text, sign) {
    const plain = text.replace(IGNORED, "").replaceAll("\u2212", "-");
    const mark = sign.replace(IGNORED, "");
    const minus = plain.startsWith("-") ? "-" : "";
    let size = plain.slice(minus.length);
    if (mark && size.startsWith(mark)) size = size.slice(mark.length);
    else if (mark && size.endsWith(mark)) size = size.slice(0, -mark.length);
    if (!minus && !size) throw new Error("write a number");
    const written = minus + size;
    const found = written.length <= LONGEST ? NUMBER.exec(written) : null;
    if (!found) throw new Error(remedy(written.slice(0, LONGEST + 1)));
    const [, negative, whole, part = "", scale = "", percent] = found;
    if (negative) throw new Error("write a number that is not negative");
    const plainValue = Number(whole.replaceAll(",", "") + part) * SCALES[scale.toLowerCase()];
    const value = percent ? plainValue / 100 : plainValue;
    if (value > LARGEST) throw new Error("write a number below 1,000,000,000,000");
    return [value, Boolean(percent)];
  }

  // What a number is worth, a percentage as a share.
  const amount = (text, sign = "$") => read(text, sign)[0];

  function money(text, sign = "$") {
    const [value, percent] = read(text, sign);
    if (percent) throw new Error("write an amount of money, not a percentage");
    return value;
  }

  // A number of events a year.
  function rate(text) {
    const [value, percent] = read(text, "");
    if (percent) throw new Error("write a number a year: once in 20 years is 0.05");
    if (value > MOST_EVENTS) {
      throw new Error("write at most 1,000 a year: what happens more often is a cost");
    }
    return value;
  }

  // A plain number, of hours or of people.
  function number(text) {
    const [value, percent] = read(text, "");
    if (percent) throw new Error("write a number, not a percentage");
    return value;
  }

  // A share between 0 and 1, from 30% or 0.3.
  function share(text) {
    const [value, percent] = read(text, "");
    if (value <= 1) return value;
    if (percent || value > 100) throw new Error("write at most 100%");
    const { count } = KBShow;
    throw new Error(`write ${count(value)}%, or a share such as ${count(value / 100)}`);
  }

  // The range of one number, or of three in their order, each read by a function of these.
  function three(texts, readOne) {
    if (texts.length === 1) return Array(3).fill(readOne(texts[0]));
    if (texts.length !== 3) {
      throw new Error("write one number, or three: lowest, most likely, highest");
    }
    const [low, likely, high] = texts.map((text) => readOne(text));
    if (low <= likely && likely <= high) return [low, likely, high];
    throw new Error("write the lowest, the most likely and the highest in this order");
  }

  return { amount, money, rate, number, share, three };
})();
