// The register's page: what another budget buys, and what any choice of options would bring. The
// page is complete without this script, for the budget that its data name.

(() => {
  const box = document.querySelector(".kb-register");
  const data = document.getElementById("kb-register-data");
  const controls = box?.querySelector(".kb-register-controls");
  if (!box || !data || !controls) return;
  const register = JSON.parse(data.textContent);
  const { options, limits } = register;
  const sign = KBShow.sign(register.currency);
  const ids = Object.keys(options);
  const risks = Object.keys(register.risks);
  const query = (selector) => box.querySelector(selector);
  const rowsOf = (name) =>
    new Map([...box.querySelectorAll(`[data-${name}]`)].map((row) => [row.dataset[name], row]));
  const optionRows = rowsOf("option");
  const riskRows = rowsOf("risk");
  const words = query(".kb-register-words");
  const curve = document.getElementById("kb-together");
  let sets = [];
  try {
    sets = KBRegister.frontier(register);
  } catch {
    return; // too much to compare: the page says so
  }
  if (!sets.length) return;

  // -- The fields -----------------------------------------------------------------------------

  const [amount, slider] = controls.querySelectorAll("input");
  const fault = controls.querySelector(".kb-field-fault");
  const STEP = 1000;
  const most = Math.max(sets.at(-1).cost, register.budget, STEP);
  slider.max = String(Math.ceil((most * 1.1) / STEP) * STEP);
  slider.step = String(STEP);
  const closed = (id) => options[id].status === "done";
  for (const [id, row] of optionRows) {
    if (closed(id)) continue;
    const check = document.createElement("input");
    check.type = "checkbox";
    check.setAttribute("aria-labelledby", `option-${id}-name`);
    check.addEventListener("change", () => choose(id, check.checked));
    row.querySelector(".kb-choice").replaceChildren(check);
  }
  controls.hidden = false;
  words.setAttribute("role", "status");

  // -- What a reader chooses --------------------------------------------------------------------

  let chosen = [];

  // Choosing an option chooses what it needs and drops what it excludes; dropping one drops what
  // needs it.
  function choose(id, wanted) {
    const set = new Set(chosen);
    const drop = (one) => {
      if (!set.delete(one)) return;
      for (const other of ids) if (options[other].needs.includes(one)) drop(other);
    };
    const add = (one) => {
      if (set.has(one) || closed(one)) return;
      set.add(one);
      for (const other of ids) {
        const apart =
          options[one].instead_of.includes(other) || options[other].instead_of.includes(one);
        if (apart) drop(other);
      }
      options[one].needs.forEach(add);
    };
    if (wanted) add(id);
    else drop(id);
    chosen = ids.filter((one) => set.has(one));
    show(Number(slider.value), chosen);
  }

  function spend(budget) {
    const found = KBRegister.best(sets, budget);
    chosen = found ? KBRegister.names(register, found) : [];
    show(budget, null);
  }

  // -- What is shown ----------------------------------------------------------------------------

  function show(budget, own) {
    const steps = new Map(
      KBRegister.stepByStep(register, chosen).map((step, i) => [step.name, [step, i + 1]]),
    );
    const now = KBRegister.avoided(register, chosen);
    for (const [id, row] of optionRows) {
      if (closed(id)) continue;
      const [step, place] = steps.get(id) ?? [null, ""];
      const [adds, ratio] = step ? [step.adds, step.ratio] : added(id, now);
      row.classList.toggle("kb-chosen", chosen.includes(id));
      row.querySelector("input").checked = chosen.includes(id);
      row.querySelector(".kb-place").textContent = place;
      row.querySelector(".kb-adds").textContent = KBShow.money(adds, sign);
      row.querySelector(".kb-per").textContent = KBShow.perDollar(ratio);
    }
    for (const [id, row] of riskRows) {
      const [events, loss] = KBRegister.after(register, id, chosen);
      const mean = KBRanges.mean(events) * KBRanges.mean(loss);
      row.querySelector(".kb-after").textContent = KBShow.money(mean, sign);
    }
    words.textContent = KBBought.bought(register, sets, budget, own);
    slider.setAttribute("aria-valuetext", `${KBShow.money(budget, sign)} a year`);
    cancelAnimationFrame(next);
    next = requestAnimationFrame(showYears);
  }

  // What an option that is not chosen would add, with what it needs besides, and per unit of cost.
  function added(id, now) {
    const more = [...KBRegister.needed(register, id), id].filter((one) => !chosen.includes(one));
    const adds = KBRegister.avoided(register, [...chosen, ...more]) - now;
    const cost = more.reduce((sum, one) => sum + options[one].cost, 0);
    return [adds, cost > 0 ? adds / cost : null];
  }

  let next = 0;
  let today = null;

  function showYears() {
    today ??= KBLosses.together(risks.map((id) => KBRegister.after(register, id, [])));
    const after = KBLosses.together(risks.map((id) => KBRegister.after(register, id, chosen)));
    const names = ["Today", "With the chosen options"];
    KBCurve.draw(curve, [today, after], names, limits.together, sign);
    query(".kb-after-p95").textContent = KBShow.short(KBLosses.percentile(after, 0.95), sign);
    query(".kb-whole .kb-after").textContent = KBShow.money(after.mean, sign);
    if (limits.together) {
      const over = KBLosses.over(after, limits.together.loss);
      query(".kb-after-over").textContent = KBShow.chance(over);
    }
  }

  // -- The budget -------------------------------------------------------------------------------

  function tell(remedy) {
    fault.textContent = remedy && `${remedy[0].toUpperCase()}${remedy.slice(1)}.`;
    if (remedy) amount.setAttribute("aria-invalid", "true");
    else amount.removeAttribute("aria-invalid");
  }

  slider.addEventListener("input", () => {
    amount.value = KBShow.digits(Number(slider.value), 0);
    tell("");
    spend(Number(slider.value));
  });
  amount.addEventListener("change", () => {
    try {
      const value = KBAmounts.money(amount.value, sign);
      amount.value = KBShow.digits(value, 0);
      slider.value = String(value);
      tell("");
      spend(value);
    } catch (error) {
      tell(error.message);
    }
  });
  slider.value = String(register.budget);
  amount.value = KBShow.digits(register.budget, 0);
  spend(register.budget);
})();
