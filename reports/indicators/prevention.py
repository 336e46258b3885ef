"""Dispute screening (排查): rounds and what they found, about places, never about people."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import ScreeningRound
from reports.enums import Unit

from .caseload import CASE_TABLE
from .kinds import Count
from .places import ByPlacement
from .registry import register, year_over_year
from .windows import On


def screening_rounds() -> QuerySet:
    """Rounds of screening; one that found nothing is a round too."""
    return ScreeningRound.objects.all()


SCREENING_ROUNDS = register(
    Count(
        code="screening_rounds",
        label=_("矛盾纠纷排查"),
        definition=_("期内开展的矛盾纠纷排查次数，没有发现纠纷的也计；按排查组织在排查当日的所在地归属。"),
        unit=Unit.TIMES,
        basis=CASE_TABLE,
        source=screening_rounds,
        window=On("held_on"),
        place=ByPlacement(on="held_on"),
    )
)
SCREENING_ROUNDS_YOY = year_over_year(SCREENING_ROUNDS, label=_("矛盾纠纷排查同比"))
