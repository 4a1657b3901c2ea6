// The calls that vectors name, as the scripts of a page answer them: loaded after kb-decide-*.js,
// by Node in run.js and by a browser. A fault is {error: remedy}.

const KBCalls = (() => {
  const registers = {};
  const register = (name) => registers[name];
  const year = (events, loss) => KBLosses.year(events, loss);
  const years = (name, risks, chosen) => {
    const pairs = risks.map((risk) => KBRegister.after(register(name), risk, chosen));
    return pairs.length === 1 ? KBLosses.year(...pairs[0]) : KBLosses.together(pairs);
  };
  const inputs = (kind) => KBCalculators[kind].inputs;
  const values = (kind, texts) => KBInputs.read(inputs(kind), texts)[0];
  const results = (kind, texts) => KBCalculators[kind].figures(values(kind, texts));
  const words = (kind, texts) => KBCalculators[kind].words(values(kind, texts), results(kind, texts));
  const utc = (ms) => new Date(ms).toISOString().slice(0, 16);

  const calls = {
    "arithmetic.total": KBRanges.total,
    "arithmetic.log": KBRanges.log,
    "arithmetic.exp": KBRanges.exp,
    "losses.mean": (events, loss) => year(events, loss).mean,
    "losses.quiet": (events, loss) => year(events, loss).quiet,
    "losses.deviation": KBLosses.deviation,
    "losses.percentile": (events, loss, share) => KBLosses.percentile(year(events, loss), share),
    "losses.over": (events, loss, amount) => KBLosses.over(year(events, loss), amount),
    "losses.figures": (events, loss, shares, limits) => {
      const one = year(events, loss);
      return [
        one.mean,
        one.quiet,
        ...shares.map((share) => KBLosses.percentile(one, share)),
        ...limits.map((amount) => KBLosses.over(one, amount)),
      ];
    },
    "money.sle": KBMoney.sle,
    "money.ale": KBMoney.ale,
    "money.chance": KBMoney.chance,
    "money.at_least_one": KBMoney.atLeastOne,
    "money.rosi": KBMoney.rosi,
    "money.npv": KBMoney.npv,
    "money.positions": KBMoney.positions,
    "money.irr": KBMoney.irr,
    "money.payback": KBMoney.payback,
    "money.annuity": KBMoney.annuity,
    "gordon_loeb.best": KBGordonLoeb.best,
    "cvss.score": KBFlaws.cvss,
    "patch.rung": KBFlaws.rung,
    "patch.priority": KBFlaws.priority,
    "staffing.people": KBStaffing.people,
    "staffing.seat": (hours, productive, price, absent, on_call) =>
      KBStaffing.seat(hours, productive, price, { absent, on_call }),
    "staffing.downtime": KBStaffing.downtime,
    "staffing.in_chain": KBStaffing.inChain,
    "amounts.amount": (text) => KBAmounts.amount(text),
    "amounts.money": (text) => KBAmounts.money(text),
    "amounts.rate": KBAmounts.rate,
    "amounts.number": KBAmounts.number,
    "amounts.share": KBAmounts.share,
    "amounts.three": (texts) => KBAmounts.three(texts, KBAmounts.rate),
    "show.sign": KBShow.sign,
    "show.digits": KBShow.digits,
    "show.money": KBShow.money,
    "show.short": KBShow.short,
    "show.share": KBShow.share,
    "show.percent": KBShow.percent,
    "show.chance": KBShow.chance,
    "show.count": KBShow.count,
    "show.per_dollar": KBShow.perDollar,
    "show.years": KBShow.years,
    "register.average": (name, risk, chosen) =>
      KBRegister.remaining(register(name), chosen).get(risk),
    "register.avoided": (name, chosen) => KBRegister.avoided(register(name), chosen),
    "register.worth": (name, option) => KBWorth.worth(register(name), option),
    "register.percentile": (name, risks, chosen, share) =>
      KBLosses.percentile(years(name, risks, chosen), share),
    "register.over": (name, risks, chosen, amount) =>
      KBLosses.over(years(name, risks, chosen), amount),
    "register.best": (name, budget) => {
      const set = KBRegister.best(KBRegister.frontier(register(name)), budget);
      return set && { ...set, names: KBRegister.names(register(name), set) };
    },
    "register.frontier": (data) =>
      KBRegister.frontier(data).map((set) => [set.places, set.cost, set.avoided]),
    "register.steps": (data, chosen) =>
      KBRegister.stepByStep(data, chosen).map((step) => [step.name, step.adds, step.ratio]),
    "insurance.insured": (events, loss, [covered, retention, limit, premium], amount) =>
      KBInsurance.insured(events, loss, { covered, retention, limit, premium }, amount),
    "clocks.deadline": (start, zone, period, calendar) => {
      const from = KBClocks.moment(start, zone);
      const end = KBClocks.deadline(from, zone, KBClocks.period(period), calendar);
      return { due: end.due, extended: end.extended, utc: utc(end.moment) };
    },
    "clocks.deadlines": (steps, moments, zone) => {
      const length = (text) => KBClocks.period(text);
      const read = steps.map((step) => ({
        ...step,
        period: length(step.period),
        no_later: step.no_later && [length(step.no_later[0]), step.no_later[1]],
      }));
      const at = Object.entries(moments).map(([key, text]) => [key, KBClocks.moment(text, zone)]);
      const found = KBClocks.deadlines(read, Object.fromEntries(at), zone);
      return Object.fromEntries(Object.entries(found).map(([key, end]) => [key, end && end.due]));
    },
    "clocks.holidays": (year) => [...KBClocks.usFederal(year)].sort(),
    "inputs.remedies": (kind, texts) => ({
      remedies: KBInputs.read(inputs(kind), texts)[1],
    }),
    "inputs.inputs": () =>
      Object.fromEntries(
        Object.keys(KBCalculators).map((kind) => [
          kind,
          inputs(kind).map((each) => each.filter(Boolean)),
        ]),
      ),
    "forms.input": KBForms.asInput,
    "forms.result": KBForms.asResult,
    "sentences.words": (kind, texts) => words(kind, texts),
    "calculators.results": results,
    "sentences.rosi": (texts) => words("rosi", texts),
    "sentences.fair": (texts) => words("fair", texts),
    "sentences.bought": (name, budget, own) => {
      const sets = KBRegister.frontier(register(name));
      return KBBought.bought(register(name), sets, budget, own);
    },
  };

  // Answers a list of [call, arguments].
  function answer(named, list) {
    Object.assign(registers, named);
    return list.map(([call, args]) => {
      try {
        return calls[call](...args) ?? null;
      } catch (fault) {
        return { error: fault.message };
      }
    });
  }

  return { answer, names: Object.keys(calls) };
})();
