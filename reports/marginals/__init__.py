"""Figures added up ahead, so that a dashboard costs the same at ten thousand cases and at twenty million.

| room | what it does |
|---|---|
| catalogue | which indicators are stored, as which series, derived from the registry |
| reads | which tables and columns a series reads |
| marking | the triggers that mark what changed, derived from what is read |
| dirty | from marks to the places and days whose cells no longer hold |
| placing | where rows stand, as expressions of the database |
| storing | from source rows to cells, and only the difference written |
| refreshing, reconciling | the two jobs |
| reading | figures from cells, with what has changed since counted live |

Only reports.figures asks it for numbers.
"""
