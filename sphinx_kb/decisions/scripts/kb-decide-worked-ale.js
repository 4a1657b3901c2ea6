// The calculator of the expected loss.

KBCalculators.ale = (() => {
  const inputs = [
    ["value", "money", "4M"],
    ["exposure", "share", "30%"],
    ["rate", "rate", "0.15"],
  ];

  function figures({ value, exposure, rate }) {
    const single = KBMoney.sle(value, exposure);
    return {
      sle: single,
      ale: KBMoney.ale(single, rate),
      chance: KBMoney.chance(rate),
      chance10: KBMoney.chance(10 * rate),
    };
  }

  const words = (values, { sle, ale, chance, chance10 }, sign = "$") =>
    `One event costs ${KBShow.money(sle, sign)}, an average year ${KBShow.money(ale, sign)}.` +
    ` The chance of at least one event is ${KBShow.share(chance)} in a year and` +
    ` ${KBShow.share(chance10)} in ten.`;

  return { inputs, figures, words };
})();
