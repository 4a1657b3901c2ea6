// Loss exceedance curves as the build draws them: the twin of sphinx_kb/decisions/curve.py and of
// the template curve.html. Places across are percentages, so that a curve fits any width. What
// other drawings share with them comes first.

const KBCurve = (() => {
  const SPACE = "http://www.w3.org/2000/svg";
  const SIZE = 1000;
  const FEWEST = 0.01; // the chance that the highest curve reaches at least
  const STEPS = 64;
  const END = 0.998; // of the years: what a curve reaches

  function node(name, attributes = {}, ...children) {
    const made = document.createElementNS(SPACE, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const percent = (part) => `${KBShow.digits(100 * Math.min(Math.max(part, 0), 1), 2)}%`;
  const place = (part) => KBShow.digits(SIZE * part, 1).replace(",", "");

  // Round values from 0 on: steps of 1, 2 or 5 times a power of ten.
  function ticks(most, wanted) {
    const raw = most / wanted;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = power * [1, 2, 5, 10].find((each) => each * power >= raw * 0.999);
    return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
  }

  // The space of the curves, with room above and below it.
  const space = () => node("svg", { y: 24, width: "100%", height: 220, class: "kb-curve-box" });

  // Lines in a space, each of points between 0 and 1, from its left and from its top.
  function lines(curves) {
    const svg = node("svg", {
      viewBox: `0 0 ${SIZE} ${SIZE}`, preserveAspectRatio: "none", width: "100%", height: "100%",
    }); // prettier-ignore
    curves.forEach((curve, i) => {
      const d = `M${curve.map(([x, y]) => `${place(x)} ${place(y)}`).join("L")}`;
      svg.append(node("path", { class: `kb-curve-line kb-curve-${i}`, d }));
    });
    return svg;
  }

  // Put a drawing into a figure, in the place of what it holds: its words, its space, what stands
  // under that, and the names of its lines.
  function show(figure, [title, text, name], box, below, names) {
    const { id } = figure;
    const svg = node(
      "svg",
      { role: "img", "aria-labelledby": `${id}-title ${id}-text`, width: "100%", height: 280 },
      node("title", { id: `${id}-title` }, title),
      node("desc", { id: `${id}-text` }, text),
      box,
      node("text", { x: 0, y: 12, class: "kb-curve-name" }, name),
      ...below,
    );
    const caption = document.createElement("figcaption");
    names.forEach((one, i) => {
      const key = document.createElement("span");
      key.className = `kb-curve-key kb-curve-key-${i}`;
      key.textContent = one;
      caption.append(key);
    });
    figure.replaceChildren(svg, caption);
  }

  // -- The chances of a loss -----------------------------------------------------------------------

  function points(year) {
    const end = KBLosses.percentile(year, END);
    return Array.from({ length: STEPS + 1 }, (_, step) => {
      const amount = (end * step) / STEPS;
      return [amount, KBLosses.over(year, amount)];
    });
  }

  // What a curve shows, in words; a limit is {loss, chance} or null.
  function sentence(years, names, limit, sign) {
    const parts = years.map((year, i) => {
      let text = `${names[i]}: ${KBShow.share(1 - year.quiet)} of years cost something`;
      if (limit) {
        const over = KBShow.chance(KBLosses.over(year, limit.loss));
        text += `, ${over} more than ${KBShow.short(limit.loss, sign)}`;
      }
      return `${text}.`;
    });
    if (limit) {
      const loss = KBShow.short(limit.loss, sign);
      parts.push(`The limit is ${KBShow.share(limit.chance)} at ${loss}.`);
    }
    return parts.join(" ");
  }

  // Draw years into a figure, in the place of what it holds.
  function draw(figure, years, names, limit, sign) {
    const curves = years.map(points);
    const most = Math.max(1, ...curves.map((one) => one.at(-1)[0]), limit ? limit.loss * 1.2 : 0);
    const chances = years.map((year) => 1 - year.quiet);
    const highest = Math.max(FEWEST, ...chances, limit ? limit.chance * 1.2 : 0);
    const box = space();
    for (const share of ticks(highest, 5)) {
      if (!share) continue;
      const y = percent(1 - share / highest);
      const text = KBShow.share(share, highest < 0.05 ? 1 : 0);
      box.append(
        node("line", { class: "kb-curve-grid", x1: 0, x2: "100%", y1: y, y2: y }),
        node("text", { x: 0, y, dy: -4 }, text),
      );
    }
    box.append(
      node("line", { class: "kb-curve-axis", x1: 0, x2: "100%", y1: "100%", y2: "100%" }),
      lines(
        curves.map((curve) =>
          curve.map(([amount, chance]) => [Math.min(amount, most) / most, 1 - chance / highest]),
        ),
      ),
    );
    if (limit) {
      const [x, y] = [percent(limit.loss / most), percent(1 - limit.chance / highest)];
      const late = limit.loss > most * 0.7;
      const beside = late ? { dx: -8, "text-anchor": "end" } : { dx: 8 };
      box.append(
        node("line", { class: "kb-curve-limit", x1: x, x2: x, y1: y, y2: "100%" }),
        node("line", { class: "kb-curve-limit", x1: 0, x2: x, y1: y, y2: y }),
        node("circle", { class: "kb-curve-point", cx: x, cy: y, r: 4 }),
        node("text", { x, y, dy: -8, ...beside }, "Limit"),
      );
    }
    const below = [];
    for (const amount of ticks(most, 4)) {
      if (amount > most * 0.9) continue;
      const middle = amount ? { "text-anchor": "middle" } : {};
      const x = percent(amount / most);
      below.push(node("text", { x, y: 260, ...middle }, KBShow.short(amount, sign)));
    }
    const name = { x: "100%", y: 277, "text-anchor": "end", class: "kb-curve-name" };
    below.push(node("text", name, "A year costs more than"));
    const text = sentence(years, names, limit, sign);
    const words = ["Chance that a year costs more than an amount", text, "Chance in a year"];
    show(figure, words, box, below, names);
  }

  return { node, percent, ticks, space, lines, show, draw };
})();
