"""What was performed: cases by the day on which nothing was left to do, and agreements by the day on which it was due."""

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from cases.models import Obligation
from reports.enums import Unit

from .caseload import CASE_TABLE, counted_cases
from .kinds import Count, Ratio
from .places import ByAcceptance
from .registry import register
from .windows import On

_PERFORMANCE = _("人民调解法第三十一条；民法典第五百一十一条")


def agreements_due() -> QuerySet:
    """Counted cases that succeeded, with `performance_due`: the last day that their binding agreement names.

    Where it names none, what was promised may be asked for at once (民法典 511): due on the day of success.
    """
    items = Obligation.objects.filter(agreement__case=OuterRef("pk"), agreement__effective_on__isnull=False)
    last = items.order_by().values("agreement__case").annotate(last=Max("due_on")).values("last")
    return (
        counted_cases()
        .filter(succeeded_on__isnull=False)
        # PostgreSQL's greatest passes over nulls.
        .annotate(performance_due=Greatest(F("succeeded_on"), Subquery(last)))
    )


CASES_PERFORMED = register(
    Count(
        code="cases_performed",
        label=_("履行案件"),
        definition=_("期内协议全部履行完毕的人民调解案件，不论哪一期达成协议；按受理时的组织和区划归属。"),
        unit=Unit.CASES,
        basis=CASE_TABLE,
        source=counted_cases,
        window=On("performed_on"),
        place=ByAcceptance(),
    )
)
AGREEMENTS_DUE = register(
    Count(
        code="agreements_due",
        label=_("到期应履行的协议"),
        definition=_(
            "最后一项履行期限在期内的有约束力的协议，没有约定期限的以调解成功当日为准，一案计一件；"
            "按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=_PERFORMANCE,
        source=agreements_due,
        window=On("performance_due"),
        place=ByAcceptance(),
    )
)
AGREEMENTS_DUE_PERFORMED = register(
    Count(
        code="agreements_due_performed",
        label=_("到期协议已经履行"),
        definition=_(
            "最后一项履行期限在期内的有约束力的协议中，到现在为止全部履行完毕的；按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=_PERFORMANCE,
        source=agreements_due,
        window=On("performance_due"),
        place=ByAcceptance(),
        where=Q(performed_on__isnull=False),
    )
)
PERFORMED_RATE = register(
    Ratio(
        code="performed_rate",
        label=_("履约率"),
        definition=_(
            "期内到期应履行的协议中到现在为止全部履行完毕的÷期内到期应履行的协议。陆续履行时会上升。"
        ),
        basis=_PERFORMANCE,
        numerator=AGREEMENTS_DUE_PERFORMED,
        denominator=AGREEMENTS_DUE,
    )
)
