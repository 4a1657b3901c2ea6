// What a reader may change in a calculator: the twin of sphinx_kb/decisions/inputs.py.
// An input is [key, kind, example, key that it may not be below, remedy, words of a choice].

const KBInputs = (() => {
  // The three inputs of a range.
  const three = (stem, kind, low, likely, high) => [
    [`${stem}0`, kind, low],
    [`${stem}1`, kind, likely, `${stem}0`, "write at least the lowest"],
    [`${stem}2`, kind, high, `${stem}1`, "write at least the most likely"],
  ];

  // The range that they are read as.
  const range = (values, stem) => [values[`${stem}0`], values[`${stem}1`], values[`${stem}2`]];

  // The place of a word; throws the known ones.
  function choice(text, words) {
    const place = words.indexOf(text.trim().split(/\s+/).join(" ").toLowerCase());
    if (place < 0) throw new Error(`write one of ${words.join(", ")}`);
    return place;
  }

  // The values of inputs, and the remedies of those that are wrong, by their keys. An input
  // without a text has its example; keys that are no input's are ignored.
  function read(inputs, texts, sign = "$") {
    const values = {};
    const remedies = {};
    for (const [key, kind, example, , , words] of inputs) {
      const text = Object.hasOwn(texts, key) ? texts[key] : example;
      try {
        values[key] = kind === "choice" ? choice(text, words) : KBAmounts[kind](text, sign);
      } catch (error) {
        remedies[key] = error.message;
      }
    }
    for (const [key, , , lower, remedy] of inputs) {
      if (key in values && values[key] < (values[lower] ?? 0)) remedies[key] = remedy;
    }
    if (values.productive === 0) {
      remedies.productive = "write the hours that one person gives in a week";
    }
    return [values, remedies];
  }

  return { three, range, choice, read };
})();
