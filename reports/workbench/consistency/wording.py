"""Percent where percentage points are meant, and the other way round."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ...indicators import Ratio
from ..meanings import subject_of
from ..mentions import Form
from ..quantities import Sort
from .facts import Facts, printed
from .finding import Finding, Severity


def check(facts: Facts) -> Iterator[Finding]:
    """All findings about the words for a change."""
    for mention in facts.mentions:
        result = facts.result(mention)
        if result.meaning is None:
            subject = subject_of(facts.checked.reading, mention)
            is_rate = subject is not None and subject.sort == Sort.PERCENT
            indicator = None
        else:
            subject = subject_of(facts.checked.reading, mention)
            indicator = result.meaning.indicator
            is_rate = isinstance(indicator, Ratio)
        beside = (subject, mention) if subject is not None and subject is not mention else (mention,)
        if mention.form == Form.CHANGE and mention.sort == Sort.PERCENT and is_rate:
            yield Finding(
                "points_as_percent",
                Severity.DOUBT,
                printed(mention),
                _(
                    "“%(name)s”是比率，比率的升降应当写“个百分点”；写成“%%”就是比率本身的相对变化，两者不是一个数。"
                )
                % {"name": indicator.label if indicator else _("这个数")},
                beside,
            )
        elif mention.form == Form.POINTS and indicator is not None and not is_rate:
            yield Finding(
                "percent_as_points",
                Severity.WRONG,
                printed(mention),
                _("“%(name)s”不是比率，增减应当写“%%”，不能写“个百分点”。") % {"name": indicator.label},
                beside,
            )
