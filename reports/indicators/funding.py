"""What supports the work: trainings, and the budget of a year under its three heads."""

from typing import Any

from django.db.models import DateField, F, Func, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from organizations.enums import FundHead
from organizations.models import Fund, Training
from reports.enums import Unit

from .kinds import Count, Sum, Total
from .places import ByPlacement
from .register import REGISTER_TABLE
from .registry import register
from .windows import InYears, On

_BUDGET = _("财行〔2007〕179号")


def trainings() -> QuerySet:
    """Trainings of mediators."""
    return Training.objects.all()


def funds() -> QuerySet:
    """What budgets give, with `begun_on`, the first day of the budget year."""
    return Fund.objects.annotate(
        begun_on=Func(F("year"), Value(1), Value(1), function="MAKE_DATE", output_field=DateField())
    )


TRAINING_SESSIONS = register(
    Count(
        code="training_sessions",
        label=_("调解员培训"),
        definition=_("期内举办的人民调解员培训次数；按举办单位在培训当日的所在地归属。"),
        unit=Unit.TIMES,
        basis=REGISTER_TABLE,
        source=trainings,
        window=On("held_on"),
        place=ByPlacement(on="held_on"),
    )
)
TRAINING_PEOPLE = register(
    Total(
        code="training_people",
        label=_("培训人民调解员"),
        definition=_("期内各次培训的参加人次合计，一人参加两次计两次；按举办单位在培训当日的所在地归属。"),
        unit=Unit.PERSON_TIMES,
        basis=REGISTER_TABLE,
        source=trainings,
        window=On("held_on"),
        place=ByPlacement(on="held_on"),
        column_summed="people",
    )
)


def _funds(code: str, label: Any, definition: Any, where: Q) -> Sum:
    return register(
        Sum(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.YUAN,
            basis=_BUDGET,
            source=funds,
            window=InYears("year"),
            place=ByPlacement(on="begun_on"),
            column_summed="amount",
            where=where,
        )
    )


FUNDS = _funds(
    "funds",
    _("人民调解工作经费"),
    _(
        "期内各完整年度预算中三项人民调解工作经费合计，不满一年的期间没有这个数；"
        "按列支单位在年初的所在地归属。"
    ),
    Q(),
)
FUNDS_GUIDANCE = _funds(
    "funds_guidance",
    _("指导人民调解工作经费"),
    _("期内各完整年度预算中司法行政机关指导人民调解工作的经费合计；按列支单位在年初的所在地归属。"),
    Q(head=FundHead.GUIDANCE),
)
FUNDS_COMMITTEES = _funds(
    "funds_committees",
    _("调委会补助经费"),
    _("期内各完整年度预算中补助人民调解委员会的经费合计；按列支单位在年初的所在地归属。"),
    Q(head=FundHead.COMMITTEES),
)
FUNDS_MEDIATORS = _funds(
    "funds_mediators",
    _("调解员补贴经费"),
    _("期内各完整年度预算中补贴人民调解员的经费合计；按列支单位在年初的所在地归属。"),
    Q(head=FundHead.MEDIATORS),
)
