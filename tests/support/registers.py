"""A small register of risks for tests, with every field, and texts that are not harmless."""

from __future__ import annotations

RISKS = """\
name: Acme
note: A company for tests.
illustrative: true
as_of: 2026-11-24
limits: {average: 250k, loss: 1M, chance: 5%, together: {loss: 3M, chance: 1%}}
budget: 30k
risks:
  R1:
    title: A fire
    scenario: A fire stops the plant for a week.
    owner: COO
    events: [0.05, 0.13, 0.33]
    loss: [300k, 1M, 2.9M]
    source: The insurer's report
    estimated: 2026-11-10
    review_by: 2027-02-10
    articles: [fire]
  R2:
    title: A theft
    scenario: A thief takes a van.
    owner: CFO
    events: 0.1
    loss: [10k, 20k, 60k]
    source: Three years of claims
options:
  doors:
    title: Fire doors
    payer: Plant
    cost: 20k
    reduces: {R1: {events: [35%, 50%, 65%]}}
    source: The builder
  sprinklers:
    title: Sprinklers
    cost: {once: 90k, yearly: 10k, years: 3}
    needs: [doors]
    reduces: {R1: {loss: 25%}}
  locks:
    title: Locks
    cost: 0
    reduces: {R2: {events: 25%}}
"""
HOSTILE = """\
name: "<b>Acme</b> & </script><script>hostile()</script>"
note: "<img src=x onerror=hostile()>"
as_of: 2026-11-24
budget: 30k
risks:
  R1:
    title: "</title><script>hostile()</script>"
    scenario: "=cmd|' /C calc'!A0"
    owner: "<svg onload=hostile()>"
    events: 0.1
    loss: [10k, 20k, 60k]
    source: "\\"><script>hostile()</script>"
options:
  doors:
    title: "</script><img src=x onerror=hostile()>"
    payer: "@SUM(1)"
    cost: 1k
    reduces: {R1: {events: 50%}}
    source: "+1"
"""
