"""The demo prefecture as a plan: plain data and arithmetic, no database and no framework.

`changji-2021.csv` holds what a prefecture's judicial bureau published in September 2021. The plan invents
organizations, persons and case histories whose counts add up to exactly those figures; the apps' `history`
modules load it in bulk.

Published: the figures of the csv file; names and codes of the prefecture, its counties and townships.
Our reading: the published text does not add up by itself; `slots` says which period and place a figure
counts.
Invented: every village name, person, party, amount and date.

Each subject draws from its own `random.Random`, seeded by a string, so the plan is the same on every machine.
"""
