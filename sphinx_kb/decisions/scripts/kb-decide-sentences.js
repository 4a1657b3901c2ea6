// What calculators say in words: with kb-decide-bought.js the twin of
// sphinx_kb/decisions/sentences.py, word for word.

const KBSentences = (() => {
  const { cents } = KBRanges;
  const { money, short, percent, share, chance, years } = KBShow;

  // What the calculator of returns found.
  function rosi(values, figures, sign = "$") {
    const { avoided, net, break_even } = figures;
    const deed = `${avoided < 0 ? "adds" : "avoids"} ${money(Math.abs(avoided), sign)}`;
    const start = `It ${deed} of expected loss a year`;
    if (cents(values.cost) === 0) return `${start} and costs nothing: no ratio is needed.`;
    let verdict = "It breaks even";
    if (cents(net)) verdict = net > 0 ? "It pays" : "It does not pay";
    const sentence =
      `${start} for ${money(values.cost, sign)}. ${verdict}: the net is` +
      ` ${money(net, sign)} a year, and the return ${percent(figures.rosi)}.`;
    if (break_even === null) return sentence;
    if (break_even > 1) return `${sentence} It costs more than the whole expected loss.`;
    const part = percent(break_even);
    return `${sentence} It pays as long as it removes more than ${part} of the expected loss.`;
  }

  // What the calculator of ranges found, against the limit.
  function fair(values, figures, sign = "$") {
    const side = (over) => (over <= values.chance ? "within" : "over");
    const { avoided } = figures;
    return (
      `Today it costs something ${years(1 - figures.quiet0)},` +
      ` ${money(figures.mean0, sign)} in an average year, and more than` +
      ` ${short(figures.p95_0, sign)} in one year of 20. The chance of more than` +
      ` ${short(values.limit, sign)} is ${chance(figures.over0)}: ${side(figures.over0)} the` +
      ` limit of ${share(values.chance)}. With the measure it is ${chance(figures.over1)},` +
      ` ${side(figures.over1)} the limit; the measure ${avoided < 0 ? "adds" : "avoids"}` +
      ` ${money(Math.abs(avoided), sign)} a year for ${money(values.cost, sign)}.`
    );
  }

  // What the calculator of the expected loss found.
  const ale = (values, figures, sign = "$") =>
    `One event costs ${money(figures.sle, sign)}, an average year ${money(figures.ale, sign)}.` +
    ` The chance of at least one event is ${share(figures.chance)} in a year and` +
    ` ${share(figures.chance10)} in ten.`;

  // What the calculator of present values found.
  function npv(values, figures, sign = "$") {
    let verdict = "breaks even";
    if (cents(figures.npv)) verdict = figures.npv > 0 ? "pays" : "does not pay";
    const back = KBForms.asResult(figures.payback, "years");
    const recovered =
      back === "never" ? "The outlay is never recovered." : `It is back after ${back}.`;
    return (
      `At ${percent(values.rate, 1)} a year it is worth ${money(figures.npv, sign)} today:` +
      ` it ${verdict}. ${recovered}`
    );
  }

  // What the calculator of seats found.
  function staffing(values, figures, sign = "$") {
    if (figures.people === null) return "Nobody can fill the seat with these hours.";
    const [people, absences] = [figures.people, figures.with_absences].map((one) =>
      KBShow.digits(one, 2),
    );
    const hour = figures.cost_per_hour;
    const watched = hour === null ? "" : `: ${money(hour, sign)} for each hour watched`;
    return (
      `The seat takes ${people} people, ${absences} with absences, and` +
      ` ${money(figures.cost, sign)} a year${watched}.`
    );
  }

  // What the calculator of policies found.
  function insurance(values, figures, sign = "$") {
    const average = figures.recovered + figures.kept;
    return (
      `In an average year the policy recovers ${money(figures.recovered, sign)} of` +
      ` ${money(average, sign)}, for a premium of ${money(values.premium, sign)}. The` +
      ` chance of keeping more than ${short(values.amount, sign)} is` +
      ` ${chance(figures.keeping_over)}; without insurance it is` +
      ` ${chance(figures.over)}. ${share(figures.exhausting)} of events` +
      " claim more than the limit."
    );
  }

  // What the ladder and SSVC say of a flaw.
  function patch(values, figures) {
    const when = KBForms.asResult(figures.days, "days");
    const search = figures.search ? ", and look for an intruder first" : "";
    const priority = KBForms.asResult(figures.priority, "priority");
    return `The ladder says: fix it ${when}${search}. SSVC for deployers says: ${priority}.`;
  }

  return { ale, rosi, fair, npv, staffing, insurance, patch };
})();
