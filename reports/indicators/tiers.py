"""Between the tiers: what the first one settled, what it passed up or asked the next one for, major reports in time."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseStatus, SupportResult
from cases.models import Custody, MajorReport, SupportRequest
from organizations.enums import Regime
from reports.enums import Unit

from .caseload import counted_cases
from .kinds import Count, Ratio
from .outcomes import CASES_SUCCEEDED
from .places import ByAcceptance, ByPlacement
from .registry import register
from .windows import On

_SUPPORT = _("人民调解工作若干规定第二十一条")
_MAJOR = _("重大疑难复杂纠纷报告制度")

# A dispute that nobody has accepted yet may need help too; whose case it becomes does not change who asked.
_PEOPLES = Q(case__regime=Regime.PEOPLES) & ~Q(case__status=CaseStatus.VOIDED)


def first_tier_cases() -> QuerySet:
    """Counted cases that on the day of success were held by the organization that had held them first."""
    held = Custody.objects.filter(case=OuterRef("pk"))
    first = held.order_by("held_from", "id")
    then = held.filter(held_from__lte=OuterRef("succeeded_on")).order_by("-held_from", "-id")
    return (
        counted_cases()
        .alias(first_holder=Subquery(first.values("organization")[:1]))
        .filter(first_holder=Subquery(then.values("organization")[:1]))
    )


def support_requests() -> QuerySet:
    """What organizations asked of the next tier; what was taken back needs no answer."""
    return SupportRequest.objects.filter(_PEOPLES).exclude(result=SupportResult.WITHDRAWN)


def major_reports() -> QuerySet:
    """Reports that were due because a dispute was marked as a major one."""
    return MajorReport.objects.filter(_PEOPLES)


CASES_FIRST_TIER = register(
    Count(
        code="cases_first_tier",
        label=_("首层化解案件"),
        definition=_(
            "期内调解成功、成功当日仍由最先承办的组织承办的人民调解案件，请上级指导、联合调解的也算；按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=_SUPPORT,
        source=first_tier_cases,
        window=On("succeeded_on"),
        place=ByAcceptance(),
    )
)
FIRST_TIER_SHARE = register(
    Ratio(
        code="first_tier_share",
        label=_("首层化解占比"),
        definition=_("期内首层化解的案件÷期内调解成功的案件。移交本身不是过错，不用来给组织排名次。"),
        basis=_SUPPORT,
        numerator=CASES_FIRST_TIER,
        denominator=CASES_SUCCEEDED,
    )
)


def _answered(code: str, label: object, definition: object, result: SupportResult) -> Count:
    return register(
        Count(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.TIMES,
            basis=_SUPPORT,
            source=support_requests,
            window=On("answered_on"),
            place=ByPlacement(organization="asking__", on="answered_on", case="case__"),
            where=Q(result=result),
        )
    )


HANDED_UP = _answered(
    "handed_up",
    _("移交上一级"),
    _(
        "期内应请求由上一级接手办理的次数，以移交当日为准，一案先后移交两级的计两次；按请求组织在移交当日的所在地归属。"
    ),
    SupportResult.TAKEN_OVER,
)
JOINT_MEDIATIONS = _answered(
    "joint_mediations",
    _("联合调解"),
    _("期内应请求由上一级派人一起调解的次数，以答复当日为准；按请求组织在答复当日的所在地归属。"),
    SupportResult.JOINED,
)

SUPPORT_REQUESTS = register(
    Count(
        code="support_requests",
        label=_("请求上级支援"),
        definition=_(
            "期内向上一级请教、请求联合调解或者请求接手的次数，撤回的不计；按请求组织在请求当日的所在地归属。"
        ),
        unit=Unit.TIMES,
        basis=_SUPPORT,
        source=support_requests,
        window=On("asked_on"),
        place=ByPlacement(organization="asking__", on="asked_on", case="case__"),
    )
)
SUPPORT_ANSWERED_IN_TIME = register(
    Count(
        code="support_answered_in_time",
        label=_("支援请求按期答复"),
        definition=_(
            "期内提出、在答复期限以内得到答复的支援请求，不能支援的答复也算；按请求组织在请求当日的所在地归属。"
        ),
        unit=Unit.TIMES,
        basis=_SUPPORT,
        source=support_requests,
        window=On("asked_on"),
        place=ByPlacement(organization="asking__", on="asked_on", case="case__"),
        where=Q(answered_on__lte=F("answer_due")),
    )
)
SUPPORT_IN_TIME_SHARE = register(
    Ratio(
        code="support_in_time_share",
        label=_("支援请求按期答复率"),
        definition=_("期内提出的支援请求中按期答复的÷期内提出的支援请求。还没有答复的也在分母里。"),
        basis=_SUPPORT,
        numerator=SUPPORT_ANSWERED_IN_TIME,
        denominator=SUPPORT_REQUESTS,
    )
)

MAJOR_REPORTS = register(
    Count(
        code="major_reports",
        label=_("应报告的重大纠纷"),
        definition=_(
            "期内认定为重大疑难复杂、应当向上报告的纠纷，再次认定的再计一次；按认定时的承办组织在认定当日的所在地归属。"
        ),
        unit=Unit.TIMES,
        basis=_MAJOR,
        source=major_reports,
        window=On("marked_on"),
        place=ByPlacement(on="marked_on", case="case__"),
    )
)
MAJOR_REPORTS_IN_TIME = register(
    Count(
        code="major_reports_in_time",
        label=_("重大纠纷按时报告"),
        definition=_("期内认定、在报告期限以内报告了的重大纠纷；按认定时的承办组织在认定当日的所在地归属。"),
        unit=Unit.TIMES,
        basis=_MAJOR,
        source=major_reports,
        window=On("marked_on"),
        place=ByPlacement(on="marked_on", case="case__"),
        where=Q(reported_at__lte=F("due_at")),
    )
)
MAJOR_IN_TIME_SHARE = register(
    Ratio(
        code="major_in_time_share",
        label=_("重大纠纷按时报告率"),
        definition=_("期内认定的重大纠纷中按时报告的÷期内认定、应当报告的重大纠纷。还没有报告的也在分母里。"),
        basis=_MAJOR,
        numerator=MAJOR_REPORTS_IN_TIME,
        denominator=MAJOR_REPORTS,
    )
)
