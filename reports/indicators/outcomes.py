"""How mediation ended: success, its three rates, amounts, and what stands beside success."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.enums import AGREEMENTS, Outcome, TerminationGround
from reports.enums import Unit

from .caseload import CASE_TABLE, CASES_ACCEPTED, CASES_HANDLED, counted_cases
from .kinds import Count, Ratio, Sum
from .places import ByAcceptance
from .registry import register, year_over_year
from .windows import On

CASES_SUCCEEDED = register(
    Count(
        code="cases_succeeded",
        label=_("调解成功案件"),
        definition=_(
            "期内第一份有约束力的协议产生的人民调解案件，一案只计一次：口头协议以达成日期、书面协议以生效日期为准，"
            "不论哪一期受理；按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=CASE_TABLE,
        source=counted_cases,
        window=On("succeeded_on"),
        place=ByAcceptance(),
    )
)
CASES_SUCCEEDED_YOY = year_over_year(CASES_SUCCEEDED, label=_("调解成功案件同比"))

SUCCESS_RATE = register(
    Ratio(
        code="success_rate",
        label=_("调解成功率"),
        definition=_(
            "期内调解成功的案件÷期内受理的案件。两者按各自的日期计，成功的可以是以前受理的，所以可能超过100%。"
        ),
        basis=CASE_TABLE,
        numerator=CASES_SUCCEEDED,
        denominator=CASES_ACCEPTED,
    )
)
SUCCESS_RATE_YOY = year_over_year(SUCCESS_RATE, label=_("调解成功率同比"))

CASES_CONCLUDED = register(
    Count(
        code="cases_concluded",
        label=_("调解结束的案件"),
        definition=_("期内调解结束的人民调解案件，不论有没有达成协议；按受理时的组织和区划归属。"),
        unit=Unit.CASES,
        basis=CASE_TABLE,
        source=counted_cases,
        window=On("concluded_on"),
        place=ByAcceptance(),
    )
)
SUCCESS_RATE_CONCLUDED = register(
    Ratio(
        code="success_rate_concluded",
        label=_("调解成功率（按结束案件）"),
        definition=_("期内调解成功的案件÷期内调解结束的案件。还没有结束的案件不在分母里。"),
        basis=CASE_TABLE,
        numerator=CASES_SUCCEEDED,
        denominator=CASES_CONCLUDED,
    )
)

SUCCESS_RATE_HANDLED = register(
    Ratio(
        code="success_rate_handled",
        label=_("调解成功率（按调处案件）"),
        definition=_("期内调解成功的案件÷期内调处过的案件。期末还在调解的也在分母里。"),
        basis=CASE_TABLE,
        numerator=CASES_SUCCEEDED,
        denominator=CASES_HANDLED,
    )
)

CASES_ACCEPTED_SUCCEEDED = register(
    Count(
        code="cases_accepted_succeeded",
        label=_("期内受理、已经成功的案件"),
        definition=_(
            "期内受理、到现在为止已经调解成功的人民调解案件，不论哪一期成功；按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=CASE_TABLE,
        source=counted_cases,
        window=On("accepted_on"),
        place=ByAcceptance(),
        where=Q(succeeded_on__isnull=False),
    )
)
SUCCESS_RATE_COHORT = register(
    Ratio(
        code="success_rate_cohort",
        label=_("调解成功率（按受理批次）"),
        definition=_(
            "期内受理的案件中，到现在为止已经调解成功的÷期内受理的案件。不会超过100%，案件陆续办结时会上升。"
        ),
        basis=CASE_TABLE,
        numerator=CASES_ACCEPTED_SUCCEEDED,
        denominator=CASES_ACCEPTED,
    )
)

AGREEMENT_AMOUNT = register(
    Sum(
        code="agreement_amount",
        label=_("协议涉及金额"),
        definition=_("期内调解成功的案件第一份有约束力的协议的金额合计；按受理时的组织和区划归属。"),
        unit=Unit.YUAN,
        basis=CASE_TABLE,
        source=counted_cases,
        window=On("succeeded_on"),
        place=ByAcceptance(),
        column_summed="succeeded_amount",
    )
)
AGREEMENT_AMOUNT_YOY = year_over_year(AGREEMENT_AMOUNT, label=_("协议涉及金额同比"))


def _ended(code: str, label: object, definition: object, basis: object, where: Q) -> Count:
    return register(
        Count(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.CASES,
            basis=basis,
            source=counted_cases,
            window=On("concluded_on"),
            place=ByAcceptance(),
            where=where,
        )
    )


CASES_ORAL = _ended(
    "cases_oral",
    _("口头协议案件"),
    _("期内调解结束、达成口头协议的人民调解案件；按受理时的组织和区划归属。"),
    CASE_TABLE,
    Q(outcome=Outcome.ORAL_AGREEMENT),
)
CASES_WRITTEN = _ended(
    "cases_written",
    _("书面协议案件"),
    _("期内调解结束、达成书面协议的人民调解案件，协议可以还没有生效；按受理时的组织和区划归属。"),
    CASE_TABLE,
    Q(outcome=Outcome.WRITTEN_AGREEMENT),
)
CASES_AGREEMENTS = _ended(
    "cases_agreements",
    _("达成协议的案件"),
    _("期内调解结束、达成口头或者书面协议的人民调解案件，一案只计一份协议；按受理时的组织和区划归属。"),
    CASE_TABLE,
    Q(outcome__in=sorted(AGREEMENTS)),
)


def _share(code: str, label: object, definition: object, numerator: Count, denominator: Count) -> Ratio:
    return register(
        Ratio(
            code=code,
            label=label,
            definition=definition,
            basis=CASE_TABLE,
            numerator=numerator,
            denominator=denominator,
        )
    )


AGREEMENT_RATE = _share(
    "agreement_rate",
    _("达成协议率"),
    _("期内调解结束、达成协议的案件÷期内调解结束的案件。书面协议可以还没有生效，所以不等于调解成功率。"),
    CASES_AGREEMENTS,
    CASES_CONCLUDED,
)
ORAL_SHARE = _share(
    "oral_share",
    _("口头协议占比"),
    _("期内达成口头协议的案件÷期内达成协议的案件。"),
    CASES_ORAL,
    CASES_AGREEMENTS,
)
WRITTEN_SHARE = _share(
    "written_share",
    _("书面协议占比"),
    _("期内达成书面协议的案件÷期内达成协议的案件。"),
    CASES_WRITTEN,
    CASES_AGREEMENTS,
)
CASES_NOT_REACHED = _ended(
    "cases_not_reached",
    _("调解不成的案件"),
    _("期内调解结束、没有达成协议的人民调解案件，一方不愿调解的和终止的另计；按受理时的组织和区划归属。"),
    _("人民调解法第二十六条"),
    Q(outcome=Outcome.NOT_REACHED),
)
CASES_REFUSED = _ended(
    "cases_refused",
    _("一方不愿调解的案件"),
    _("期内因一方不愿调解而结束的人民调解案件。调解自愿，这个数不用于评比；按受理时的组织和区划归属。"),
    _("人民调解法第十七条、第二十三条"),
    Q(outcome=Outcome.REFUSED),
)
CASES_TERMINATED = _ended(
    "cases_terminated",
    _("终止调解的案件"),
    _("期内终止调解的人民调解案件，自行和解撤回的也在内；按受理时的组织和区划归属。"),
    _("法释〔2021〕23号第二十五条"),
    Q(outcome=Outcome.TERMINATED),
)
CASES_WITHDRAWN = _ended(
    "cases_withdrawn",
    _("撤回申请的案件"),
    _("期内因当事人自行和解、撤回申请而终止的人民调解案件；按受理时的组织和区划归属。"),
    _("法释〔2021〕23号第二十五条"),
    Q(outcome=Outcome.TERMINATED, termination_ground=TerminationGround.SETTLED),
)
