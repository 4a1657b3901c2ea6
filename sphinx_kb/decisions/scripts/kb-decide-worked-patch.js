// The calculator of flaws: by when one has to be fixed; of days null is the next upgrade. What is
// not known counts as the worse answer.

KBCalculators.patch = (() => {
  const choice = (key, example, of) => [key, "choice", example, undefined, undefined, of];
  const asked = (key, example) => choice(key, example, ["yes", "no", "not known"]);

  const inputs = [
    asked("listed", "yes"),
    asked("exposed", "yes"),
    asked("automatable", "yes"),
    asked("total", "no"),
    choice("exploitation", "active", ["none", "public poc", "active"]),
    choice("exposure", "open", ["small", "controlled", "open"]),
    choice("human", "medium", ["low", "medium", "high", "very high"]),
  ];

  function figures(values) {
    const known = (key) => [true, false, null][values[key]];
    const word = (key) => inputs.find(([name]) => name === key)[5][values[key]];
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

  // What the ladder and SSVC say.
  function words(values, found) {
    const when = KBForms.asResult(found.days, "days");
    const search = found.search ? ", and look for an intruder first" : "";
    const priority = KBForms.asResult(found.priority, "priority");
    return `The ladder says: fix it ${when}${search}. SSVC for deployers says: ${priority}.`;
  }

  return { inputs, figures, words };
})();
