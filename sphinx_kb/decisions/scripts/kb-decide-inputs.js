// What a reader may change in a calculator: the twin of sphinx_kb/decisions/inputs.py.
// An input is [key, kind, example, key that it may not be below, remedy, words of a choice].

const KBInputs = (() => {
  const three = (stem, kind, low, likely, high) => [
    [`${stem}0`, kind, low],
    [`${stem}1`, kind, likely, `${stem}0`, "write at least the lowest"],
    [`${stem}2`, kind, high, `${stem}1`, "write at least the most likely"],
  ];

  const asked = (key, example) => [
    key,
    "choice",
    example,
    undefined,
    undefined,
    ["yes", "no", "not known"],
  ];

  const INPUTS = {
    ale: [
      ["value", "money", "4M"],
      ["exposure", "share", "30%"],
      ["rate", "rate", "0.15"],
    ],
    rosi: [
      ["value0", "money", "4M"],
      ["exposure0", "share", "30%"],
      ["rate0", "rate", "0.15"],
      ["value1", "money", "4M"],
      ["exposure1", "share", "25%"],
      ["rate1", "rate", "0.06"],
      ["cost", "money", "60k"],
    ],
    fair: [
      ...three("events", "rate", "0.1", "0.3", "0.8"),
      ...three("loss", "money", "50k", "200k", "1M"),
      ...three("with", "rate", "0.02", "0.08", "0.26"),
      ...three("less", "money", "50k", "200k", "1M"),
      ["cost", "money", "5k"],
      ["limit", "money", "1M"],
      ["chance", "share", "5%"],
    ],
    npv: [
      ["outlay", "money", "200k"],
      ["flow1", "money", "90k"],
      ["flow2", "money", "90k"],
      ["flow3", "money", "90k"],
      ["flow4", "money", "0"],
      ["flow5", "money", "0"],
      ["rate", "share", "8%"],
    ],
    staffing: [
      ["hours", "number", "168"],
      ["productive", "number", "33"],
      ["price", "money", "125k"],
      ["absent", "share", "15%"],
      ["on_call", "money", "0"],
    ],
    insurance: [
      ...three("events", "rate", "0.05", "0.13", "0.33"),
      ...three("loss", "money", "300k", "1M", "2.9M"),
      ["covered", "share", "70%"],
      ["retention", "money", "100k"],
      ["limit", "money", "1M"],
      ["premium", "money", "46k"],
      ["amount", "money", "1M"],
    ],
    patch: [
      asked("listed", "yes"),
      asked("exposed", "yes"),
      asked("automatable", "yes"),
      asked("total", "no"),
      ["exploitation", "choice", "active", undefined, undefined, ["none", "public poc", "active"]],
      ["exposure", "choice", "open", undefined, undefined, ["small", "controlled", "open"]],
      ["human", "choice", "medium", undefined, undefined, ["low", "medium", "high", "very high"]],
    ],
  };

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

  return { INPUTS, read, choice };
})();
