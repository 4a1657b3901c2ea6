// The calculator of policies: what one moves, and what as much limit again would recover besides.

KBCalculators.insurance = (() => {
  const { three, range } = KBInputs;

  const inputs = [
    ...three("events", "rate", "0.05", "0.13", "0.33"),
    ...three("loss", "money", "300k", "1M", "2.9M"),
    ["covered", "share", "70%"],
    ["retention", "money", "100k"],
    ["limit", "money", "1M"],
    ["premium", "money", "46k"],
    ["amount", "money", "1M"],
  ];

  function figures(values) {
    const { covered, retention, limit, premium, amount } = values;
    const insured = (most) =>
      KBInsurance.insured(
        range(values, "events"),
        range(values, "loss"),
        { covered, retention, limit: most, premium },
        amount,
      );
    const result = insured(limit);
    return { ...result, step: insured(2 * limit).recovered - result.recovered };
  }

  function words(values, found, sign = "$") {
    const { money, short, share, chance } = KBShow;
    const average = found.recovered + found.kept;
    return (
      `In an average year the policy recovers ${money(found.recovered, sign)} of` +
      ` ${money(average, sign)}, for a premium of ${money(values.premium, sign)}. The` +
      ` chance of keeping more than ${short(values.amount, sign)} is` +
      ` ${chance(found.keeping_over)}; without insurance it is` +
      ` ${chance(found.over)}. ${share(found.exhausting)} of events` +
      " claim more than the limit."
    );
  }

  return { inputs, figures, words };
})();
