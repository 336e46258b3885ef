"""The official tables (统计表): layouts as data, their sheets, what must foot, and their files.

`layouts.current(code)` finds a layout, `computing.compute(layout, scope, period)` fills it in.
"""
