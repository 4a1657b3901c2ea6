// The calculators of articles by their kind: the twins of sphinx_kb/decisions/calculators.py and
// sentences.py. Each is added by its kb-decide-worked-*.js, so that a page loads those it has:
// inputs, as KBInputs reads them; figures(values), from values by their keys to results by theirs,
// null for what cannot be had; words(values, figures, sign), and of some draw(figure, lines, values,
// sign), with the lines of lines(values), from which figures() takes its results.

const KBCalculators = {};
