// What options leave of risks, and the best set that a budget buys: the twin of
// sphinx_kb/decisions/effects.py, candidates.py, frontier.py and steps.py.
//
// A register is {risks: {id: {events, loss}}, options: {id: {cost, once, yearly, years, effects,
// needs, instead_of, must, status}}, rate}, ids in the order of the file; an effect is {events,
// loss: shares taken away at worst, most likely, at best; after_events, after_loss: ranges or
// null}.

const KBRegister = (() => {
  const { cents, mean, times, total } = KBRanges;
  const MOST = 14; // options of one block: 16,384 subsets
  const MOST_PAIRS = 200000; // of sets of two blocks; costs in round numbers give some thousand
  const HALF_CENT = 0.005;
  const END = { worst: (range) => range[0], mean, best: (range) => range[2] };

  const isOpen = (option) => option.status === "proposed" || option.status === "funded";
  const isDone = (option) => option.status === "done";
  const ale = (risk) => mean(risk.events) * mean(risk.loss);

  // The shares of events and of loss that one effect leaves.
  const left = (effect, at = "mean") => [1 - END[at](effect.events), 1 - END[at](effect.loss)];

  // The loss of an average year of each risk, once the chosen options are in place.
  function remaining({ risks, options }, chosen = []) {
    const result = new Map(Object.entries(risks).map(([id, risk]) => [id, ale(risk)]));
    for (const id of chosen) {
      if (isDone(options[id])) continue;
      for (const [risk, effect] of Object.entries(options[id].effects)) {
        const [events, loss] = left(effect);
        result.set(risk, result.get(risk) * events * loss);
      }
    }
    return result;
  }

  const expected = (register, chosen = []) => total(remaining(register, chosen).values());
  const avoided = (register, chosen) => expected(register) - expected(register, chosen);

  // What an option needs, and what that needs in turn.
  function needed({ options }, id) {
    const found = [];
    const waiting = [...options[id].needs];
    while (waiting.length) {
      const one = waiting.shift();
      if (found.includes(one)) continue;
      found.push(one);
      waiting.push(...options[one].needs);
    }
    return found;
  }

  // What an option avoids with nothing beside it but what it needs.
  function alone(register, id, at = "mean") {
    const before = remaining(register, needed(register, id));
    const parts = Object.entries(register.options[id].effects).map(([risk, effect]) => {
      const [events, loss] = left(effect, at);
      return before.get(risk) * (1 - events * loss);
    });
    return total(parts);
  }

  // The ranges of events and of loss of a risk, once options are in place.
  function after({ risks, options }, risk, chosen) {
    const today = risks[risk];
    const acting = chosen
      .map((id) => options[id])
      .filter((option) => Object.hasOwn(option.effects, risk) && !isDone(option))
      .map((option) => option.effects[risk]);
    if (acting.length === 1 && (acting[0].after_events || acting[0].after_loss)) {
      return [acting[0].after_events ?? today.events, acting[0].after_loss ?? today.loss];
    }
    let events = 1;
    let loss = 1;
    for (const effect of acting) {
      const [ofEvents, ofLoss] = left(effect);
      events *= ofEvents;
      loss *= ofLoss;
    }
    return [times(today.events, events), times(today.loss, loss)];
  }

  const idsOf = (options, test) => Object.keys(options).filter((id) => test(options[id]));

  // The open options, without those that need or exclude what is settled otherwise.
  function available({ options }) {
    const done = idsOf(options, isDone);
    const barred = done.flatMap((id) => options[id].instead_of);
    const excludes = (id) => options[id].instead_of.some((other) => done.includes(other));
    const free = (id) => !barred.includes(id) && !excludes(id);
    let ids = idsOf(options, isOpen).filter(free);
    for (;;) {
      const there = new Set([...ids, ...done]);
      const kept = ids.filter((id) => options[id].needs.every((other) => there.has(other)));
      if (kept.length === ids.length) return ids;
      ids = kept;
    }
  }

  // The available options that cost no more than they avoid, or that others rest on.
  function weighable(register) {
    const { risks, options } = register;
    const ids = available(register);
    const rested = new Set(ids.flatMap((id) => options[id].needs));
    const most = (id) =>
      Object.entries(options[id].effects).reduce((sum, [risk, effect]) => {
        const [events, loss] = left(effect);
        return sum + Math.max(0, ale(risks[risk]) * (1 - events * loss));
      }, 0);
    const pays = (id) => most(id) > options[id].cost + HALF_CENT;
    return ids.filter((id) => options[id].must || rested.has(id) || pays(id));
  }

  // The options that are worth weighing, those together that touch one another.
  function blocks(register) {
    const ids = weighable(register);
    let found = [];
    for (const id of ids) {
      const { needs, instead_of, effects } = register.options[id];
      const own = [id, ...needs, ...instead_of, ...Object.keys(effects)];
      const meeting = found.filter((block) => own.some((one) => block.touched.has(one)));
      found = found.filter((block) => !meeting.includes(block));
      found.push({
        touched: new Set([...own, ...meeting.flatMap((block) => [...block.touched])]),
        members: new Set([id, ...meeting.flatMap((block) => [...block.members])]),
      });
    }
    const most = Math.max(0, ...found.map((block) => block.members.size));
    if (most > MOST) {
      throw new Error(`combine options: ${most} act on the same risks, ${MOST} can be weighed`);
    }
    return found.map((block) => ids.filter((id) => block.members.has(id)));
  }

  const earlier = (a, b) => a.map((place, i) => place - b[i]).find((gap) => gap) ?? 0;
  const net = (set) => set.avoided - set.cost;

  // The sets that no cheaper one beats in net, from the cheapest on.
  function unbeaten(sets) {
    const kept = [];
    const ranked = sets.map((set) => [cents(set.cost), cents(set.avoided), set]);
    ranked.sort(
      ([cost, more, set], [otherCost, otherMore, other]) =>
        cost - otherCost ||
        otherMore - more ||
        set.places.length - other.places.length ||
        earlier(set.places, other.places),
    );
    for (const [, , set] of ranked) {
      if (!kept.length || net(set) > net(kept.at(-1)) + HALF_CENT) kept.push(set);
    }
    return kept;
  }

  // The unbeaten sets of one block, all subsets compared.
  function setsOf({ risks, options }, block) {
    const order = Object.keys(options);
    const places = block.map((id) => order.indexOf(id));
    const done = idsOf(options, isDone);
    const shares = block.map((id) =>
      Object.entries(options[id].effects).map(([risk, effect]) => {
        const [events, loss] = left(effect);
        return [risk, events * loss];
      }),
    );
    const losses = new Map(shares.flat().map(([risk]) => [risk, ale(risks[risk])]));
    const found = [];

    function fits(chosen) {
      const ids = new Set(chosen.map((i) => block[i]));
      const there = new Set([...ids, ...done]);
      const fitting = ({ needs, instead_of }) =>
        needs.every((id) => there.has(id)) && !instead_of.some((id) => ids.has(id));
      return (
        [...ids].every((id) => fitting(options[id])) &&
        block.every((id) => !options[id].must || ids.has(id))
      );
    }

    function walk(i, chosen, cost, more) {
      if (i === block.length) {
        if (fits(chosen)) {
          found.push({ places: chosen.map((k) => places[k]), cost, avoided: more });
        }
        return;
      }
      walk(i + 1, chosen, cost, more);
      const before = shares[i].map(([risk]) => [risk, losses.get(risk)]);
      for (const [risk, share] of shares[i]) {
        more += losses.get(risk) * (1 - share);
        losses.set(risk, losses.get(risk) * share);
      }
      walk(i + 1, [...chosen, i], cost + options[block[i]].cost, more);
      for (const [risk, loss] of before) losses.set(risk, loss);
    }

    walk(0, [], 0, 0);
    return unbeaten(found);
  }

  const merged = (one, other) => ({
    places: [...one.places, ...other.places].sort((a, b) => a - b),
    cost: one.cost + other.cost,
    avoided: one.avoided + other.avoided,
  });

  // The unbeaten sets, from the cheapest on; none if an obligation cannot be met.
  function frontier(register) {
    const { options } = register;
    const there = new Set(available(register));
    const lost = idsOf(options, (option) => option.must && isOpen(option));
    if (lost.some((id) => !there.has(id))) return [];
    let sets = [{ places: [], cost: 0, avoided: 0 }];
    for (const block of blocks(register)) {
      const own = setsOf(register, block);
      if (sets.length * own.length > MOST_PAIRS) {
        throw new Error("round the costs of the options: too many sets compete");
      }
      sets = unbeaten(sets.flatMap((one) => own.map((other) => merged(one, other))));
    }
    return sets;
  }

  // The best set of a frontier that a budget buys; null if obligations cost more.
  const best = (sets, budget) => sets.findLast((set) => set.cost <= budget + HALF_CENT) ?? null;

  const names = ({ options }, set) => set.places.map((place) => Object.keys(options)[place]);

  // The options of a set, each with what it adds, the best per unit of money first.
  function stepByStep(register, chosen) {
    const { options } = register;
    const waiting = Object.keys(options).filter((id) => chosen.includes(id));
    const done = idsOf(options, isDone);
    const steps = [];
    for (;;) {
      const before = steps.map((step) => step.name);
      const now = avoided(register, before);
      let first = null;
      for (const id of waiting) {
        const { cost, needs } = options[id];
        if (!needs.every((other) => before.includes(other) || done.includes(other))) continue;
        const adds = avoided(register, [...before, id]) - now;
        const free = cents(cost) <= 0;
        const rank = [Number(free), free ? 0 : cents(adds) / cents(cost), cents(adds)];
        if (first && earlier(rank, first.rank) <= 0) continue;
        first = { rank, step: { name: id, adds, ratio: free ? null : adds / cost } };
      }
      if (!first) return steps;
      steps.push(first.step);
      waiting.splice(waiting.indexOf(first.step.name), 1);
    }
  }

  return {
    ale,
    remaining,
    expected,
    avoided,
    needed,
    alone,
    after,
    blocks,
    frontier,
    best,
    names,
    stepByStep, // of sets
  };
})();
