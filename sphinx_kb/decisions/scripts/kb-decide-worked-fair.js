// The calculator of ranges: the year of a risk today (0) and with a measure (1).

KBCalculators.fair = (() => {
  const PERCENTILES = [50, 90, 95, 99];
  const { three, range } = KBInputs;

  const inputs = [
    ...three("events", "rate", "0.1", "0.3", "0.8"),
    ...three("loss", "money", "50k", "200k", "1M"),
    ...three("with", "rate", "0.02", "0.08", "0.26"),
    ...three("less", "money", "50k", "200k", "1M"),
    ["cost", "money", "5k"],
    ["limit", "money", "1M"],
    ["chance", "share", "5%"],
  ];

  const lines = (values) => [
    KBLosses.year(range(values, "events"), range(values, "loss")),
    KBLosses.year(range(values, "with"), range(values, "less")),
  ];

  function figures(values, years = lines(values)) {
    const result = {};
    years.forEach((year, state) => {
      result[`mean${state}`] = year.mean;
      result[`quiet${state}`] = year.quiet;
      for (const p of PERCENTILES) result[`p${p}_${state}`] = KBLosses.percentile(year, p / 100);
      result[`over${state}`] = KBLosses.over(year, values.limit);
    });
    return { ...result, ...KBMoney.rosi(years[0].mean, years[1].mean, values.cost) };
  }

  // What was found, against the limit.
  function words(values, found, sign = "$") {
    const { money, short, share, chance, years } = KBShow;
    const side = (over) => (over <= values.chance ? "within" : "over");
    const { avoided } = found;
    return (
      `Today it costs something ${years(1 - found.quiet0)},` +
      ` ${money(found.mean0, sign)} in an average year, and more than` +
      ` ${short(found.p95_0, sign)} in one year of 20. The chance of more than` +
      ` ${short(values.limit, sign)} is ${chance(found.over0)}: ${side(found.over0)} the` +
      ` limit of ${share(values.chance)}. With the measure it is ${chance(found.over1)},` +
      ` ${side(found.over1)} the limit; the measure ${avoided < 0 ? "adds" : "avoids"}` +
      ` ${money(Math.abs(avoided), sign)} a year for ${money(values.cost, sign)}.`
    );
  }

  function draw(figure, years, { limit, chance }, sign) {
    KBCurve.draw(figure, years, ["Today", "With the measure"], { loss: limit, chance }, sign);
  }

  return { inputs, lines, figures, words, draw };
})();
