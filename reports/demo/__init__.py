"""The demo prefecture as a plan: plain data and arithmetic, no database and no framework.

A prefecture's judicial bureau published 46 figures in September 2021. The plan invents organizations, persons
and case histories which add up to exactly those; the product computes them from the loaded rows, and nothing
but tests holds the figures themselves. The apps' `history` modules load the plan in bulk.

Published: the 46 figures; names and codes of the prefecture, its counties and townships.
Our reading: the published text does not add up by itself; `slots` says which period and place a figure
counts.
Invented: every village name, person, party, amount and date.

Each subject draws from its own `random.Random`, seeded by a string, so the plan is the same on every machine.
"""
