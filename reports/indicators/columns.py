"""The columns into which the official case table parts what was accepted: type, source, mode, kind of organization."""

from typing import Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cases.enums import DisputeSubtype, DisputeType, Entruster, LegalMode
from organizations.enums import OrganizationKind
from reports.enums import Unit

from .caseload import CASE_TABLE, counted_cases
from .kinds import Count
from .places import ByAcceptance
from .registry import register
from .windows import On


def _accepted(code: str, label: Any, definition: Any, where: Q, basis: Any = CASE_TABLE) -> Count:
    return register(
        Count(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.CASES,
            basis=basis,
            source=counted_cases,
            window=On("accepted_on"),
            place=ByAcceptance(),
            where=where,
        )
    )


# The 18 types part what was accepted.
CASES_BY_TYPE = {
    kind: _accepted(
        f"cases_type_{kind}",
        format_lazy(_("{type}纠纷案件"), type=kind.label),
        format_lazy(
            _("期内受理、纠纷类型登记为“{type}”的人民调解案件；按受理时的组织和区划归属。"), type=kind.label
        ),
        Q(dispute_type=kind),
    )
    for kind in DisputeType
}

# What the older list of 15 types calls by one name; its other 13 types are those of the list of 18.
ROLLED_UP = {
    "labour": (DisputeType.MIGRANT_WAGES, DisputeType.OTHER_LABOUR),
    "consumer": (DisputeType.TOURISM, DisputeType.ECOMMERCE, DisputeType.OTHER_CONSUMER),
}
CASES_TYPE15_LABOUR = _accepted(
    "cases_type15_labour",
    _("劳动争议案件（15类）"),
    _("期内受理的劳动争议案件，即18类中的拖欠农民工工资和其他劳动争议两类；按受理时的组织和区划归属。"),
    Q(dispute_type__in=ROLLED_UP["labour"]),
)
CASES_TYPE15_CONSUMER = _accepted(
    "cases_type15_consumer",
    _("消费纠纷案件（15类）"),
    _("期内受理的消费纠纷案件，即18类中的旅游、电子商务和其他消费三类；按受理时的组织和区划归属。"),
    Q(dispute_type__in=ROLLED_UP["consumer"]),
)

CASES_BY_SUBTYPE = {
    kind: _accepted(
        f"cases_subtype_{kind}",
        format_lazy(_("其中：{type}纠纷案件（本地细分）"), type=kind.label),
        format_lazy(
            _("期内受理、本地细分类型登记为“{type}”的人民调解案件；按受理时的组织和区划归属。"),
            type=kind.label,
        ),
        Q(dispute_subtype=kind),
    )
    for kind in DisputeSubtype
}

# They part the cases whose source is 接受委托移送调解.
CASES_BY_ENTRUSTER = {
    entruster: _accepted(
        f"cases_entrusted_{entruster}",
        format_lazy(_("{entruster}委托移送案件"), entruster=entruster.label),
        format_lazy(
            _("期内受理、由{entruster}委托移送的人民调解案件；按受理时的组织和区划归属。"),
            entruster=entruster.label,
        ),
        Q(entruster=entruster),
    )
    for entruster in Entruster
}

CASES_BY_MODE = {
    mode: _accepted(
        f"cases_mode_{mode}",
        format_lazy(_("{mode}调解案件"), mode=mode.label),
        format_lazy(
            _("期内受理、以{mode}方式转来的人民调解案件，没有登记方式的不在其中；按受理时的组织和区划归属。"),
            mode=mode.label,
        ),
        Q(legal_mode=mode),
        _("人民调解法第十八条；法释〔2016〕14号第一条"),
    )
    for mode in LegalMode
}

# 不同主体调解情况: the kinds of accepting organizations, each with a column of its own.
ACCEPTING_KINDS = (
    OrganizationKind.VILLAGE,
    OrganizationKind.TOWNSHIP,
    OrganizationKind.ENTERPRISE,
    OrganizationKind.INDUSTRY,
)
CASES_BY_ACCEPTOR = {
    kind: _accepted(
        f"cases_by_{kind}",
        format_lazy(_("{kind}受理案件"), kind=kind.label),
        format_lazy(
            _("期内由{kind}受理用印的人民调解案件，不论在哪里调解；按受理时的组织和区划归属。"),
            kind=kind.label,
        ),
        Q(accepted_by__kind=kind),
    )
    for kind in ACCEPTING_KINDS
}
CASES_BY_OTHER = _accepted(
    "cases_by_other",
    _("其他调解组织受理案件"),
    _(
        "期内由村（社区）、乡镇（街道）、企事业单位、行业性专业性调委会以外的调解组织受理用印的人民调解案件；"
        "按受理时的组织和区划归属。"
    ),
    ~Q(accepted_by__kind__in=ACCEPTING_KINDS),
)
