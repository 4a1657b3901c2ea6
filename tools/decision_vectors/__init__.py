"""The vectors of the decision tools, made anew by ``python -m tools.decision_vectors``.

What each figure should be is computed here by other means than in sphinx_kb/decisions: on grids
of 2^17 cells with integrated densities, with fractions, with drawn years, by trying every set; or
it stands in a published table. The tests then ask both languages.
"""
