// The calculator of returns: the figures of an expected loss today (0) and with a measure (1).

KBCalculators.rosi = (() => {
  const inputs = [
    ["value0", "money", "4M"],
    ["exposure0", "share", "30%"],
    ["rate0", "rate", "0.15"],
    ["value1", "money", "4M"],
    ["exposure1", "share", "25%"],
    ["rate1", "rate", "0.06"],
    ["cost", "money", "60k"],
  ];

  function figures(values) {
    const result = {};
    for (const state of [0, 1]) {
      const single = KBMoney.sle(values[`value${state}`], values[`exposure${state}`]);
      result[`sle${state}`] = single;
      result[`ale${state}`] = KBMoney.ale(single, values[`rate${state}`]);
      result[`chance${state}`] = KBMoney.chance(values[`rate${state}`]);
    }
    return { ...result, ...KBMoney.rosi(result.ale0, result.ale1, values.cost) };
  }

  function words({ cost }, { avoided, net, rosi, break_even }, sign = "$") {
    const { cents } = KBRanges;
    const { money, percent } = KBShow;
    const deed = `${avoided < 0 ? "adds" : "avoids"} ${money(Math.abs(avoided), sign)}`;
    const start = `It ${deed} of expected loss a year`;
    if (cents(cost) === 0) return `${start} and costs nothing: no ratio is needed.`;
    let verdict = "It breaks even";
    if (cents(net)) verdict = net > 0 ? "It pays" : "It does not pay";
    const sentence =
      `${start} for ${money(cost, sign)}. ${verdict}: the net is` +
      ` ${money(net, sign)} a year, and the return ${percent(rosi)}.`;
    if (break_even === null) return sentence;
    if (break_even > 1) return `${sentence} It costs more than the whole expected loss.`;
    const part = percent(break_even);
    return `${sentence} It pays as long as it removes more than ${part} of the expected loss.`;
  }

  return { inputs, figures, words };
})();
