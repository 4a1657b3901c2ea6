// Draws where an outlay and its benefits stand after each year, as the money comes and in money of
// today. The same amounts stand in the table of results.

KBCalculators.npv.draw = (figure, lines, values, sign) => {
  const { node, percent, ticks, space } = KBCurve;
  const NAMES = ["As it comes", "In money of today"];
  const amounts = lines.flat();
  const low = Math.min(0, ...amounts);
  const high = Math.max(0, ...amounts);
  const span = high - low || 1;
  const last = lines[0].length - 1;
  const down = (amount) => (high - amount) / span;

  const box = space();
  const [, step] = ticks(span, 4);
  for (let i = Math.ceil(low / step); i * step <= high; i++) {
    const y = percent(down(i * step));
    box.append(
      node("line", { class: `kb-curve-${i ? "grid" : "axis"}`, x1: 0, x2: "100%", y1: y, y2: y }),
      node("text", { x: 0, y, dy: -4 }, KBShow.short(i * step, sign)),
    );
  }
  box.append(KBCurve.lines(lines.map((one) => one.map((amount, i) => [i / last, down(amount)]))));
  const { payback, discounted } = KBCalculators.npv.figures(values, lines);
  for (const years of [payback, discounted]) {
    if (years === null) continue;
    box.append(
      node("circle", {
        class: "kb-curve-point",
        cx: percent(years / last),
        cy: percent(down(0)),
        r: 4,
      }),
    );
  }

  const below = lines[0].map((_, year) => {
    const anchor = { 0: "start", [last]: "end" }[year] ?? "middle";
    const at = { x: percent(year / last), y: 260, "text-anchor": anchor };
    return node("text", at, year ? `Year ${year}` : "Now");
  });
  const text = lines
    .map((one, i) => `${NAMES[i]}: ${one.map((amount) => KBShow.money(amount, sign)).join(", ")}.`)
    .join(" ");
  const title = `Where it stands now and after each of ${last} years`;
  KBCurve.show(figure, [title, text, "Cumulative"], box, below, NAMES);
};
