"""核对通报: a published paragraph read back.

`text` → `quantities`, `dates`, `exclusions` → `mentions` (what are figures) → `forms`, `pairing`, `anchoring`, `places` (level or
change, of whom, when) → `naming`, `meanings` (which indicator) → `checking` with `readings`, `fitting` (our value, which
rounding) and `consistency` (the text's own arithmetic) → `presenting`, `exporting`.
"""
