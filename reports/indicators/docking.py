"""Docking with the courts (诉调对接) and judicial confirmation."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.enums import ConfirmationResult, Entruster, Outcome
from cases.models import Confirmation
from reports.enums import Unit

from .caseload import CASES_ACCEPTED, counted_cases
from .kinds import Count, Ratio
from .outcomes import CASES_WRITTEN
from .places import ByAcceptance
from .registry import register
from .windows import On


def confirmations() -> QuerySet:
    """Written agreements of counted cases that a court has confirmed."""
    return Confirmation.objects.filter(
        agreement__case__in=counted_cases(),
        agreement__form=Outcome.WRITTEN_AGREEMENT,
        result=ConfirmationResult.CONFIRMED,
    )


def applications() -> QuerySet:
    """Written agreements of counted cases that the parties brought before a court together, whatever came of it."""
    return Confirmation.objects.filter(
        agreement__case__in=counted_cases(), agreement__form=Outcome.WRITTEN_AGREEMENT
    )


# Only entrusted cases name who entrusted them (cases.models.Case).
_FROM_COURT = Q(entruster=Entruster.COURT)
_CONFIRMING = _("人民调解法第三十三条；民事诉讼法第二百零五条、第二百零六条")

CASES_DOCKED = register(
    Count(
        code="cases_docked",
        label=_("诉调对接案件"),
        definition=_("期内受理、由法院委派、委托或者移送的人民调解案件；按受理时的组织和区划归属。"),
        unit=Unit.CASES,
        basis=_("法释〔2016〕14号第一条"),
        source=counted_cases,
        window=On("accepted_on"),
        place=ByAcceptance(),
        where=_FROM_COURT,
    )
)
DOCKED_SHARE = register(
    Ratio(
        code="docked_share",
        label=_("诉调对接占同期人民调解案件"),
        definition=_("期内受理的诉调对接案件÷期内受理的全部人民调解案件。"),
        basis=_("法释〔2016〕14号第一条"),
        numerator=CASES_DOCKED,
        denominator=CASES_ACCEPTED,
    )
)
CONFIRMATIONS = register(
    Count(
        code="confirmations",
        label=_("司法确认"),
        definition=_(
            "期内法院裁定有效的书面调解协议，以裁定日期为准，不论哪一期受理；按其案件受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=_CONFIRMING,
        source=confirmations,
        window=On("ruled_on"),
        place=ByAcceptance(case="agreement__case__"),
    )
)
CONFIRMATIONS_APPLIED = register(
    Count(
        code="confirmations_applied",
        label=_("申请司法确认"),
        definition=_(
            "期内向法院共同申请司法确认的书面调解协议，以申请日期为准，驳回的、撤回的也计；"
            "按其案件受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=_CONFIRMING,
        source=applications,
        window=On("applied_on"),
        place=ByAcceptance(case="agreement__case__"),
    )
)
CONFIRMATION_RATE = register(
    Ratio(
        code="confirmation_rate",
        label=_("司法确认率"),
        definition=_(
            "期内法院裁定有效的书面调解协议÷期内达成书面协议的案件。两者按各自的日期计，所以可能超过100%。"
        ),
        basis=_CONFIRMING,
        numerator=CONFIRMATIONS,
        denominator=CASES_WRITTEN,
    )
)
CONFIRMATION_GRANTED_RATE = register(
    Ratio(
        code="confirmation_granted_rate",
        label=_("司法确认率（按申请）"),
        definition=_(
            "期内法院裁定有效的书面调解协议÷期内申请司法确认的书面调解协议。两者按各自的日期计，所以可能超过100%。"
        ),
        basis=_CONFIRMING,
        numerator=CONFIRMATIONS,
        denominator=CONFIRMATIONS_APPLIED,
    )
)

DOCKED_SUCCEEDED = register(
    Count(
        code="docked_succeeded",
        label=_("诉调对接成功案件"),
        definition=_(
            "期内调解成功、由法院委派、委托或者移送的人民调解案件，不论哪一期受理；按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=_("法释〔2016〕14号第一条"),
        source=counted_cases,
        window=On("succeeded_on"),
        place=ByAcceptance(),
        where=_FROM_COURT,
    )
)
DOCKED_SUCCESS_RATE = register(
    Ratio(
        code="docked_success_rate",
        label=_("诉调对接调解成功率"),
        definition=_(
            "期内调解成功的诉调对接案件÷期内受理的诉调对接案件。两者按各自的日期计，所以可能超过100%。"
        ),
        basis=_("法释〔2016〕14号第一条"),
        numerator=DOCKED_SUCCEEDED,
        denominator=CASES_DOCKED,
    )
)
