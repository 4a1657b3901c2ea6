"""Decision tools: risks in money, what options return, and when a clock runs out.

The modules are pure: they take and return plain values, and know no Sphinx. Each has a twin in
``decisions/scripts/kb-decide-*.js`` that does the same operations in the same order, so that a figure
which the build prints is the figure which a reader's browser computes.
"""
