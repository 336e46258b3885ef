"""Disputes of many: cases with ten or more applicants, and those applicants."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.enums import Side
from cases.models import Party
from reports.enums import Unit

from .caseload import counted_cases
from .kinds import Count
from .places import ByAcceptance
from .registry import register
from .windows import On

# Who withdrew from a group is an applicant no more.
_APPLICANTS = {"side": Side.APPLICANT, "left_on__isnull": True}
# The usual local mark of a group dispute; size alone makes none sensitive.
MANY = 10

_BASIS = _("重大疑难复杂纠纷的地方标准：十人以上")


def _has_many(case: str) -> Exists:
    """Whether a case has as many applicants: whether there is a last of them, counted from one."""
    return Exists(Party.objects.filter(case=OuterRef(case), **_APPLICANTS).order_by("pk")[MANY - 1 : MANY])


def group_cases() -> QuerySet:
    """Counted cases with ten or more applicants."""
    return counted_cases().filter(_has_many("pk"))


def group_applicants() -> QuerySet:
    """The applicants of counted cases that have ten or more."""
    return Party.objects.filter(_has_many("case_id"), case__in=counted_cases(), **_APPLICANTS)


CASES_GROUP = register(
    Count(
        code="cases_group",
        label=_("群体性纠纷"),
        definition=_(
            "期内受理、申请人十人以上的人民调解案件，中途退出的申请人不算；按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=_BASIS,
        source=group_cases,
        window=On("accepted_on"),
        place=ByAcceptance(),
    )
)
GROUP_APPLICANTS = register(
    Count(
        code="group_applicants",
        label=_("群体性纠纷申请人"),
        definition=_(
            "期内受理、申请人十人以上的人民调解案件的申请人，中途退出的不算；按其案件受理时的组织和区划归属。"
        ),
        unit=Unit.PEOPLE,
        basis=_BASIS,
        source=group_applicants,
        window=On("case__accepted_on"),
        place=ByAcceptance(case="case__"),
    )
)
