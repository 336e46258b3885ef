"""What stands behind mediation: experts who took part, and the per-case subsidy (一案一补)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import ExpertInvitation, SubsidyClaim
from reports.enums import Unit

from .caseload import counted_cases
from .kinds import Count, Sum
from .places import ByAcceptance
from .register import REGISTER_TABLE
from .registry import register
from .windows import InYears, On


def invitations() -> QuerySet:
    """Experts asked to counted cases."""
    return ExpertInvitation.objects.filter(case__in=counted_cases())


def subsidies() -> QuerySet:
    """Subsidies paid for counted cases."""
    return SubsidyClaim.objects.filter(case__in=counted_cases())


EXPERT_PARTICIPATIONS = register(
    Count(
        code="expert_participations",
        label=_("专家参与调解"),
        definition=_("期内受邀专家参与调解的人次，同一专家参与两案计两次；按其案件受理时的组织和区划归属。"),
        unit=Unit.PERSON_TIMES,
        basis=_("人民调解法第二十条"),
        source=invitations,
        window=On("took_part_on"),
        place=ByAcceptance(case="case__"),
    )
)
SUBSIDY_AMOUNT = register(
    Sum(
        code="subsidy_amount",
        label=_("一案一补经费"),
        definition=_(
            "期内各完整年度的一案一补经费合计，以预算年度为准，不满一年的期间没有这个数；按其案件受理时的组织和区划归属。"
        ),
        unit=Unit.YUAN,
        basis=REGISTER_TABLE,
        source=subsidies,
        window=InYears("year"),
        place=ByAcceptance(case="case__"),
        column_summed="amount",
    )
)
SUBSIDY_PAID = register(
    Sum(
        code="subsidy_paid",
        label=_("一案一补发放金额"),
        definition=_("期内发放的一案一补经费合计，以发放日期为准；按其案件受理时的组织和区划归属。"),
        unit=Unit.YUAN,
        basis=REGISTER_TABLE,
        source=subsidies,
        window=On("paid_on"),
        place=ByAcceptance(case="case__"),
        column_summed="amount",
    )
)
