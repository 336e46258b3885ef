"""Where people sat down: cases by the kind of organization they were handled at, and those of finance centres."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.enums import MEDIATING_KINDS, OrganizationKind, Sector
from reports.enums import Unit

from .caseload import CASE_TABLE, counted_cases
from .kinds import Count, Sum
from .places import ByAcceptance
from .registry import register
from .windows import On

_LABELS = {
    OrganizationKind.VILLAGE: _("村（社区）调委会调解矛盾纠纷"),
    OrganizationKind.TOWNSHIP: _("乡镇（街道）调委会调解矛盾纠纷"),
    OrganizationKind.ENTERPRISE: _("企事业单位调委会调解矛盾纠纷"),
    OrganizationKind.INDUSTRY: _("行业性专业性调委会调解矛盾纠纷"),
    OrganizationKind.STUDIO: _("个人调解室调解矛盾纠纷"),
    OrganizationKind.STATIONED_ROOM: _("派驻调解室调解矛盾纠纷"),
    OrganizationKind.PARK_MARKET: _("园区、集贸市场调解组织调解矛盾纠纷"),
    OrganizationKind.LAWYER_ROOM: _("律师调解室调解矛盾纠纷"),
}
# Administrative rooms and the dispute centre do not handle people's mediation.
CASES_BY_KIND = {
    kind: register(
        Count(
            code=f"cases_at_{kind}",
            label=_LABELS[kind],
            definition=_(
                "期内受理、在这一类组织调解的人民调解案件，一案只计一次，不论由哪个调委会受理用印；"
                "按受理时的区划归属，乡镇以下按调解地点所属组织归属。"
            ),
            unit=Unit.CASES,
            basis=CASE_TABLE,
            source=counted_cases,
            window=On("accepted_on"),
            place=ByAcceptance(organization="handled_at"),
            where=Q(handled_at__kind=kind),
        )
    )
    for kind in sorted(MEDIATING_KINDS & _LABELS.keys())
}

_FINANCE = Q(accepted_by__kind=OrganizationKind.INDUSTRY, accepted_by__sector=Sector.FINANCE)

CASES_FINANCE = register(
    Count(
        code="cases_finance",
        label=_("金融纠纷受理"),
        definition=_("期内由行业为金融的行业性专业性人民调解委员会受理的案件；按受理时的组织和区划归属。"),
        unit=Unit.CASES,
        basis=CASE_TABLE,
        source=counted_cases,
        window=On("accepted_on"),
        place=ByAcceptance(),
        where=_FINANCE,
    )
)
FINANCE_AMOUNT = register(
    Sum(
        code="finance_amount",
        label=_("金融纠纷涉及金额"),
        definition=_(
            "期内由行业为金融的调委会受理的案件到现在为止的协议金额合计；按受理时的组织和区划归属。"
        ),
        unit=Unit.YUAN,
        basis=CASE_TABLE,
        source=counted_cases,
        window=On("accepted_on"),
        place=ByAcceptance(),
        where=_FINANCE,
        column_summed="succeeded_amount",
    )
)
