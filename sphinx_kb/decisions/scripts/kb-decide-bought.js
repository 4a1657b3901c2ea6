// What a budget buys, in words: with kb-decide-worked-*.js the twin of
// sphinx_kb/decisions/sentences.py, word for word.

const KBBought = (() => {
  const { cents, total } = KBRanges;
  const { money } = KBShow;

  // What a budget buys of a frontier, or what a reader's own set does instead.
  function bought(register, sets, budget, own = null) {
    const { options } = register;
    const sign = KBShow.sign(register.currency);
    const titles = (ids) => ids.map((id) => options[id].title).join("; ");
    const found = KBRegister.best(sets, budget);
    if (!own && !found) {
      if (!sets.length) return "No set of options meets all obligations.";
      return `The obligations alone cost ${money(sets[0].cost, sign)}.`;
    }
    const chosen = own ?? KBRegister.names(register, found);
    const cost = total(chosen.map((id) => options[id].cost));
    const more = KBRegister.avoided(register, chosen);
    const count = ["Nothing", "One option"][chosen.length] ?? `${chosen.length} options`;
    const parts = [
      `${count} for ${money(cost, sign)} a year: ${money(more, sign)} of expected loss avoided,` +
        ` a net of ${money(more - cost, sign)}.`,
      `${money(KBRegister.expected(register, chosen), sign)} a year remains.`,
    ];
    if (!own && cents(budget - cost) >= 100) {
      const full = sets.at(-1).cost <= budget;
      const rest = full ? "nothing else returns more than it costs" : "what remains does not fit";
      parts.push(`${money(budget - cost, sign)} is not spent: ${rest}.`);
    }
    const better = own && KBRegister.best(sets, cost);
    const gain = better ? better.avoided - better.cost : 0;
    if (better && cents(gain - more + cost) >= 100) {
      const names = titles(KBRegister.names(register, better)) || "nothing";
      parts.push(`For the same money or less, ${names} would net ${money(gain, sign)}.`);
    }
    return parts.join(" ");
  }

  return { bought };
})();
