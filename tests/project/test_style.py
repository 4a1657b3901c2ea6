"""The figures of style count what a reader would count."""

from tools.style import is_maxim, style

TEXT = """---
title: A title of 2026
---
Rent rose 4% in 2025, from $1,200 to $1,248. It was not the only thing.

- A list of 7 things.

| A | 1 |
|---|---|

```text
12 lines
```

## Part 2

One, two: 1 2 3 4 5 6 7. See [the next](b.md).

### Part 3

Silence is a choice.
"""


def test_numbers_of_prose_are_counted_and_paragraphs_that_are_full_of_them():
    found = style(TEXT)

    assert found.numbers == 4 + 7
    assert found.dense == 1
    assert found.longest == max(found.lengths) == 15
    assert (found.sections, found.maxims) == (3, 2)


def test_a_sentence_that_leads_on_is_no_maxim():
    assert is_maxim("Silence is a choice.")
    assert not any(map(is_maxim, ["Four follow:", "See [b](b.md).", "It took 3 days."]))
    assert not is_maxim("A sentence that goes on for ten words says something more.")
