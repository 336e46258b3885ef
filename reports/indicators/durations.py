"""How long it took: days by stage and by who held the case, and what ended within its term."""

from typing import Any

from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from cases.models import Custody
from reports.enums import Unit

from .caseload import CASES_ACCEPTED, counted_cases
from .kinds import Average, Count, Days, Measure, Ratio
from .outcomes import CASES_CONCLUDED
from .places import ByAcceptance
from .registry import register
from .windows import On

_TERMS = _("人民调解工作若干规定第三十三条")
_CUSTODY = _("人民调解工作若干规定第二十一条")


def custodies() -> QuerySet:
    """Which organizations held counted cases, up to the day on which mediation ended."""
    return Custody.objects.filter(case__in=counted_cases(), held_from__lte=F("case__concluded_on"))


def _first_holder(case: str) -> Subquery:
    """The organization that held a case first."""
    held = Custody.objects.filter(case=OuterRef(case)).order_by("held_from", "id")
    return Subquery(held.values("organization")[:1])


def _average(code: str, label: Any, definition: Any, days: Days, count: Measure) -> Average:
    return register(
        Average(
            code=code, label=label, definition=definition, basis=days.basis, numerator=days, denominator=count
        )
    )


def _stage(code: str, label: Any, definition: Any, since: str, until: str) -> Days:
    return register(
        Days(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.DAYS,
            basis=_TERMS,
            source=counted_cases,
            window=On(until),
            place=ByAcceptance(),
            since=since,
            until=until,
        )
    )


ACCEPT_DAYS = _stage(
    "accept_days",
    _("申请到受理的天数合计"),
    _("期内受理的人民调解案件从申请到受理的日历天数合计，当日受理计零天；按受理时的组织和区划归属。"),
    "applied_on",
    "accepted_on",
)
DAYS_TO_ACCEPT = _average(
    "days_to_accept",
    _("申请到受理平均天数"),
    _("期内受理的案件从申请到受理的天数合计÷期内受理的案件。"),
    ACCEPT_DAYS,
    CASES_ACCEPTED,
)
CONCLUDE_DAYS = _stage(
    "conclude_days",
    _("受理到调解结束的天数合计"),
    _("期内调解结束的人民调解案件从受理到结束的日历天数合计，中止的日子也在内；按受理时的组织和区划归属。"),
    "accepted_on",
    "concluded_on",
)
DAYS_TO_CONCLUDE = _average(
    "days_to_conclude",
    _("受理到调解结束平均天数"),
    _("期内调解结束的案件从受理到结束的天数合计÷期内调解结束的案件。"),
    CONCLUDE_DAYS,
    CASES_CONCLUDED,
)
CASES_CLOSED = register(
    Count(
        code="cases_closed",
        label=_("结案"),
        definition=_("期内结案的人民调解案件，不论结果；按受理时的组织和区划归属。"),
        unit=Unit.CASES,
        basis=_TERMS,
        source=counted_cases,
        window=On("closed_on"),
        place=ByAcceptance(),
    )
)
CLOSE_DAYS = _stage(
    "close_days",
    _("调解结束到结案的天数合计"),
    _("期内结案的人民调解案件从调解结束到结案的日历天数合计；按受理时的组织和区划归属。"),
    "concluded_on",
    "closed_on",
)
DAYS_TO_CLOSE = _average(
    "days_to_close",
    _("调解结束到结案平均天数"),
    _("期内结案的案件从调解结束到结案的天数合计÷期内结案的案件。"),
    CLOSE_DAYS,
    CASES_CLOSED,
)

_FIRST = Q(organization=_first_holder("case"))


def _held(code: str, label: Any, definition: Any, where: Q) -> Days:
    return register(
        Days(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.DAYS,
            basis=_CUSTODY,
            source=custodies,
            window=On("case__concluded_on"),
            place=ByAcceptance(case="case__"),
            where=where,
            since="held_from",
            # PostgreSQL's least passes over nulls: who holds a case still held it until mediation ended.
            until=Least(F("held_until"), F("case__concluded_on")),
        )
    )


FIRST_HOLDER_DAYS = _held(
    "first_holder_days",
    _("最先承办组织承办的天数合计"),
    _(
        "期内调解结束的人民调解案件由最先承办的组织承办的日历天数合计，从登记算起，移交后又转回的也算；"
        "按其案件受理时的组织和区划归属。"
    ),
    _FIRST,
)
DAYS_FIRST_HOLDER = _average(
    "days_first_holder",
    _("最先承办组织平均承办天数"),
    _("期内调解结束的案件由最先承办的组织承办的天数合计÷期内调解结束的案件。"),
    FIRST_HOLDER_DAYS,
    CASES_CONCLUDED,
)
LATER_HOLDER_DAYS = _held(
    "later_holder_days",
    _("后来承办组织承办的天数合计"),
    _(
        "期内调解结束的人民调解案件由后来接手的组织承办的日历天数合计，到调解结束为止；"
        "按其案件受理时的组织和区划归属。"
    ),
    ~_FIRST,
)
CASES_MOVED = register(
    Count(
        code="cases_moved",
        label=_("换过承办组织的案件"),
        definition=_(
            "期内调解结束、结束前由别的组织接手过的人民调解案件，接手不是过错；按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=_CUSTODY,
        source=counted_cases,
        window=On("concluded_on"),
        place=ByAcceptance(),
        where=Q(
            Exists(
                Custody.objects.filter(~_FIRST, case=OuterRef("pk"), held_from__lte=OuterRef("concluded_on"))
            )
        ),
    )
)
DAYS_LATER_HOLDERS = _average(
    "days_later_holders",
    _("后来承办组织平均承办天数"),
    _("期内调解结束的案件由后来接手的组织承办的天数合计÷期内调解结束、换过承办组织的案件。"),
    LATER_HOLDER_DAYS,
    CASES_MOVED,
)

CASES_IN_TIME = register(
    Count(
        code="cases_concluded_in_time",
        label=_("期限内调解结束的案件"),
        definition=_(
            "期内调解结束、没有超过调解期限的人民调解案件：从受理到结束的天数不多于期限，约定延长的和鉴定的日子已经加上，"
            "末日遇休息日的顺延没有加上；按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=_TERMS,
        source=counted_cases,
        window=On("concluded_on"),
        place=ByAcceptance(),
        where=Q(
            concluded_on__lte=ExpressionWrapper(F("accepted_on") + F("term_days"), output_field=DateField())
        ),
    )
)
IN_TIME_SHARE = register(
    Ratio(
        code="concluded_in_time_share",
        label=_("期限内调解结束占比"),
        definition=_("期内调解结束的案件中没有超过调解期限的÷期内调解结束的案件。"),
        basis=_TERMS,
        numerator=CASES_IN_TIME,
        denominator=CASES_CONCLUDED,
    )
)
