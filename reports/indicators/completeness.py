"""Whether what has to be done beside mediating was done: taken in soon, visited again, told of other ways, filed."""

from datetime import timedelta
from typing import Any

from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cases.enums import AGREEMENTS, Outcome
from cases.models import ReturnVisit
from reports.enums import Unit

from .caseload import CASES_ACCEPTED, counted_cases
from .durations import CASES_CLOSED
from .kinds import Count, Measure, Ratio
from .outcomes import CASES_WRITTEN
from .places import ByAcceptance
from .registry import register
from .windows import On

# No law names a term for taking a dispute in; bureaux ask for three days.
ACCEPT_WITHIN = timedelta(3)

_INTAKE = _("人民调解法第十七条")
_PERFORMANCE = _("人民调解法第三十一条")
_OTHER_WAYS = _("人民调解法第二十六条")
_DOSSIER = _("人民调解法第二十七条")


def _cases(code: str, label: Any, definition: Any, basis: Any, day: str, where: Q) -> Count:
    return register(
        Count(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.CASES,
            basis=basis,
            source=counted_cases,
            window=On(day),
            place=ByAcceptance(),
            where=where,
        )
    )


def _share(code: str, label: Any, definition: Any, part: Measure, whole: Measure) -> Ratio:
    return register(
        Ratio(
            code=code,
            label=label,
            definition=definition,
            basis=part.basis,
            numerator=part,
            denominator=whole,
        )
    )


CASES_ACCEPTED_IN_TIME = _cases(
    "cases_accepted_in_time",
    _("申请后三日内受理的案件"),
    _("期内受理、从申请到受理不超过三个日历日的人民调解案件，当日受理计零天；按受理时的组织和区划归属。"),
    _INTAKE,
    "accepted_on",
    Q(accepted_on__lte=ExpressionWrapper(F("applied_on") + ACCEPT_WITHIN, output_field=DateField())),
)
ACCEPTED_IN_TIME_SHARE = _share(
    "accepted_in_time_share",
    _("三日内受理占比"),
    _("期内受理的案件中申请后三日内受理的÷期内受理的案件。"),
    CASES_ACCEPTED_IN_TIME,
    CASES_ACCEPTED,
)

CASES_WRITTEN_VISITED = _cases(
    "cases_written_visited",
    _("书面协议已经回访的案件"),
    _(
        "期内调解结束、达成书面协议、到现在为止至少回访过一次的人民调解案件，不论回访的结果；"
        "按受理时的组织和区划归属。"
    ),
    _PERFORMANCE,
    "concluded_on",
    Q(outcome=Outcome.WRITTEN_AGREEMENT) & Q(Exists(ReturnVisit.objects.filter(case=OuterRef("pk")))),
)
VISITED_SHARE = _share(
    "visited_share",
    _("书面协议回访率"),
    _("期内达成书面协议的案件中已经回访的÷期内达成书面协议的案件。陆续回访时会上升。"),
    CASES_WRITTEN_VISITED,
    CASES_WRITTEN,
)

_WITHOUT_AGREEMENT = ~Q(outcome__in=sorted(AGREEMENTS))
CASES_WITHOUT_AGREEMENT = _cases(
    "cases_without_agreement",
    _("没有达成协议的案件"),
    _(
        "期内调解结束、没有达成协议的人民调解案件：调解不成、一方不愿调解和终止的合计；按受理时的组织和区划归属。"
    ),
    _OTHER_WAYS,
    "concluded_on",
    _WITHOUT_AGREEMENT,
)
CASES_ROUTES_TOLD = _cases(
    "cases_routes_told",
    _("已告知其他途径的案件"),
    _(
        "期内调解结束、没有达成协议、记有已经告知仲裁、行政、司法等其他途径的人民调解案件；按受理时的组织和区划归属。"
    ),
    _OTHER_WAYS,
    "concluded_on",
    _WITHOUT_AGREEMENT & ~Q(routes_told=""),
)
ROUTES_TOLD_SHARE = _share(
    "routes_told_share",
    _("其他途径告知率"),
    _("期内没有达成协议的案件中记有已经告知其他途径的÷期内没有达成协议的案件。"),
    CASES_ROUTES_TOLD,
    CASES_WITHOUT_AGREEMENT,
)

CASES_CLOSED_FILED = _cases(
    "cases_closed_filed",
    _("结案后已经归档的案件"),
    _("期内结案、到现在为止卷宗已经归档的人民调解案件，卷内材料齐全才能归档；按受理时的组织和区划归属。"),
    _DOSSIER,
    "closed_on",
    Q(filed_on__isnull=False),
)
FILED_SHARE = _share(
    "filed_share",
    _("卷宗归档率"),
    _("期内结案的案件中卷宗已经归档的÷期内结案的案件。陆续归档时会上升。"),
    CASES_CLOSED_FILED,
    CASES_CLOSED,
)
