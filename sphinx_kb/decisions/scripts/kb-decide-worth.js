// What each option of a register is worth: the twin of sphinx_kb/decisions/worth.py.

const KBWorth = (() => {
  const { total } = KBRanges;

  // What an option is worth, with nothing beside it but what it needs.
  function worth(register, id) {
    const { cost, once, yearly, years, effects } = register.options[id];
    const rate = register.rate ?? null;
    const more = KBRegister.alone(register, id);
    const { net, ratio, rosi } = KBMoney.rosi(more, 0, cost);
    const actedOn = total(Object.keys(effects).map((risk) => KBRegister.ale(register.risks[risk])));
    const flow = more - yearly;
    const setUp = once > 0;
    return {
      avoided: more,
      low: KBRegister.alone(register, id, "worst"),
      high: KBRegister.alone(register, id, "best"),
      net,
      ratio,
      rosi,
      break_even: actedOn > 0 ? cost / actedOn : null,
      payback: setUp && flow > 0 ? once / flow : null,
      present_value:
        setUp && rate !== null ? KBMoney.npv(once, Array(years).fill(flow), rate) : null,
    };
  }

  return { worth };
})();
