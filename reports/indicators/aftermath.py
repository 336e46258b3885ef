"""After the agreement: return visits, what of the money that fell due was paid, and where it went to court."""

from decimal import Decimal

from django.db.models import Case as Choose
from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, When
from django.db.models import Sum as SumOf
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cases.models import Breach, Obligation, Performance, ReturnVisit
from reports.enums import Unit

from .caseload import counted_cases
from .kinds import Count, Ratio, Sum
from .places import ByAcceptance
from .registry import register
from .windows import On

_PERFORMANCE = _("人民调解法第三十一条")


def return_visits() -> QuerySet:
    """Return visits of counted cases."""
    return ReturnVisit.objects.filter(case__in=counted_cases())


def payments_agreed() -> QuerySet:
    """Payments that effective agreements of counted cases promise, with `amount_performed` in yuan.

    One that is done counts whole: who closes a case says so without writing each payment down.
    """
    acts = Performance.objects.filter(obligation=OuterRef("pk")).order_by().values("obligation")
    paid = Coalesce(Subquery(acts.annotate(paid=SumOf("amount")).values("paid")), Decimal(0))
    done = Choose(
        When(performed_on__isnull=False, then=F("amount")),
        default=paid,
        output_field=DecimalField(max_digits=14, decimal_places=2),
    )
    return Obligation.objects.filter(
        agreement__case__in=counted_cases(), agreement__effective_on__isnull=False, amount__isnull=False
    ).annotate(amount_performed=done)


def breaches() -> QuerySet:
    """Agreements of counted cases that were taken to court."""
    return Breach.objects.filter(case__in=counted_cases())


RETURN_VISITS = register(
    Count(
        code="return_visits",
        label=_("回访"),
        definition=_(
            "期内对人民调解案件回访的次数，同一案件回访两次计两次；按其案件受理时的组织和区划归属。"
        ),
        unit=Unit.TIMES,
        basis=_PERFORMANCE,
        source=return_visits,
        window=On("visited_on"),
        place=ByAcceptance(case="case__"),
    )
)


def _payments(code: str, label: object, definition: object, column: str) -> Sum:
    return register(
        Sum(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.YUAN,
            basis=_PERFORMANCE,
            source=payments_agreed,
            window=On("due_on"),
            place=ByAcceptance(case="agreement__case__"),
            column_summed=column,
        )
    )


AMOUNT_DUE = _payments(
    "amount_due",
    _("到期应付金额"),
    _(
        "已经生效的协议中约定在期内付款的金额合计，以每一项的履行期限为准，没有约定期限的不计；"
        "按其案件受理时的组织和区划归属。"
    ),
    "amount",
)
AMOUNT_PERFORMED = _payments(
    "amount_performed",
    _("到期金额已付"),
    _(
        "约定在期内付款的金额中，到现在为止已经付了的合计；登记为履行完毕的按全额计；"
        "按其案件受理时的组织和区划归属。"
    ),
    "amount_performed",
)
PERFORMED_SHARE = register(
    Ratio(
        code="performed_share",
        label=_("到期金额履行率"),
        definition=_("约定在期内付款的金额中到现在为止已经付了的÷约定在期内付款的金额。陆续付款时会上升。"),
        basis=_PERFORMANCE,
        numerator=AMOUNT_PERFORMED,
        denominator=AMOUNT_DUE,
    )
)

BREACHES = register(
    Count(
        code="breaches",
        label=_("协议转诉讼、执行"),
        definition=_(
            "期内因协议没有履行或者有争议而起诉、申请强制执行的次数，以起诉或者申请的日期为准；"
            "按其案件受理时的组织和区划归属。"
        ),
        unit=Unit.TIMES,
        basis=_("人民调解法第三十二条、第三十三条"),
        source=breaches,
        window=On("filed_on"),
        place=ByAcceptance(case="case__"),
    )
)
