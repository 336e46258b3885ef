"""How many cases were accepted, from where, and how many wait."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.enums import CaseStatus, Source
from cases.models import Case
from organizations.enums import Regime
from reports.enums import Unit

from .kinds import Count, Ratio, Stock, Total
from .places import ByAcceptance, ByPlacement
from .registry import register, year_over_year
from .windows import Between, During, On

CASE_TABLE = _("人民调解案件情况统计表")


def counted_cases() -> QuerySet:
    """Accepted cases of people's mediation, voided ones left out, each once."""
    return Case.objects.counted()


def declined_cases() -> QuerySet:
    """Disputes of people's mediation that were not accepted."""
    return Case.objects.filter(regime=Regime.PEOPLES, status=CaseStatus.DECLINED)


CASES_ACCEPTED = register(
    Count(
        code="cases_accepted",
        label=_("受理案件"),
        definition=_(
            "期内受理的人民调解案件，一案只计一次，作废的不计；按受理时的组织和区划归属，以后调整不变。"
        ),
        unit=Unit.CASES,
        basis=CASE_TABLE,
        source=counted_cases,
        window=On("accepted_on"),
        place=ByAcceptance(),
    )
)
CASES_ACCEPTED_YOY = year_over_year(CASES_ACCEPTED, label=_("受理案件同比"))

CASES_MAJOR = register(
    Count(
        code="cases_major",
        label=_("疑难复杂案件"),
        definition=_("期内受理、登记为重大疑难复杂的人民调解案件；按受理时的组织和区划归属。"),
        unit=Unit.CASES,
        basis=CASE_TABLE,
        source=counted_cases,
        window=On("accepted_on"),
        place=ByAcceptance(),
        where=Q(is_major=True),
    )
)

MAJOR_SHARE = register(
    Ratio(
        code="major_share",
        label=_("疑难复杂案件占比"),
        definition=_("期内受理的疑难复杂案件÷期内受理的案件。"),
        basis=CASE_TABLE,
        numerator=CASES_MAJOR,
        denominator=CASES_ACCEPTED,
    )
)

CASES_PARTIES = register(
    Total(
        code="cases_parties",
        label=_("涉及当事人数"),
        definition=_(
            "期内受理的人民调解案件的当事人数合计，双方都算，中途退出的不算；按受理时的组织和区划归属。"
        ),
        unit=Unit.PEOPLE,
        basis=CASE_TABLE,
        source=counted_cases,
        window=On("accepted_on"),
        place=ByAcceptance(),
        column_summed="party_count",
        heading=_("当事人数"),
    )
)

_SOURCES = {
    Source.APPLICATION: (
        _("依申请调解案件"),
        _("期内受理、由当事人申请调解的人民调解案件；按受理时的组织和区划归属。"),
    ),
    Source.PROACTIVE: (
        _("主动调解案件"),
        _("期内受理、由调解组织主动调解的人民调解案件；按受理时的组织和区划归属。"),
    ),
    Source.ENTRUSTED: (
        _("接受委托移送调解案件"),
        _("期内受理、由法院、检察院、公安机关、信访等部门委托移送的人民调解案件；按受理时的组织和区划归属。"),
    ),
}
CASES_BY_SOURCE = {
    source: register(
        Count(
            code=f"cases_{source}",
            label=label,
            definition=definition,
            unit=Unit.CASES,
            basis=CASE_TABLE,
            source=counted_cases,
            window=On("accepted_on"),
            place=ByAcceptance(),
            where=Q(source=source),
        )
    )
    for source, (label, definition) in _SOURCES.items()
}

CASES_OPEN = register(
    Stock(
        code="cases_open",
        label=_("正在调解的案件"),
        definition=_("期末已经受理、调解还没有结束的人民调解案件；按受理时的组织和区划归属。"),
        unit=Unit.CASES,
        basis=CASE_TABLE,
        source=counted_cases,
        window=Between("accepted_on", "concluded_on"),
        place=ByAcceptance(),
    )
)

CASES_HANDLED = register(
    Count(
        code="cases_handled",
        label=_("调处案件"),
        definition=_(
            "期内调处过的人民调解案件：期内受理的，和以前受理、到期初调解还没有结束的；按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=CASE_TABLE,
        source=counted_cases,
        window=During("accepted_on", "concluded_on"),
        place=ByAcceptance(),
    )
)

CASES_DECLINED = register(
    Count(
        code="cases_declined",
        label=_("不予受理的纠纷"),
        definition=_(
            "期内申请、没有受理的纠纷；没有受理就没有案号，不进入受理案件，按承办组织在申请当日的所在地归属。"
        ),
        unit=Unit.CASES,
        basis=_("人民调解工作若干规定第二十二条至第二十四条"),
        source=declined_cases,
        window=On("applied_on"),
        place=ByPlacement(organization="holder__", on="applied_on", case=""),
    )
)
