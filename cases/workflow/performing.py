"""After the agreement: performance, urging, breach, and taking the dispute up again."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import forms, obligations, policies, services
from ..enums import BreachKind, CaseStatus, ContactWay, StepGroup
from ..models import Breach, Case, Performance, Urging

S = CaseStatus


def _record_performance(case: Case, data: dict[str, Any], actor: User | None) -> str:
    obligation = data["chosen"]
    Performance.objects.bulk_create(
        Performance(
            obligation=obligation,
            party=party,
            amount=amount,
            performed_on=data["performed_on"],
            note=data["note"],
            recorded_by_id=actor.pk if actor else None,
        )
        for party, amount in data["acts"]
    )
    if not obligations.is_complete(obligation):
        return _("第%(number)d条履行了一部分。") % {"number": obligation.position}
    obligation.performed_on = max(act.performed_on for act in obligation.performances.all())
    obligation.save(update_fields=["performed_on"])
    days = [one.performed_on for one in obligations.binding(case)]
    if None not in days:
        case.performed_on = max(day for day in days if day is not None)
    return _("第%(number)d条履行完毕。") % {"number": obligation.position}


def _urge(case: Case, data: dict[str, Any], actor: User | None) -> str:
    chosen = next((o for o in obligations.still_open(case) if o.position == data["obligation"]), None)
    way = data["way"] or ContactWay.PHONE
    Urging.objects.create(
        case=case,
        obligation=chosen,
        urged_on=data["urged_on"],
        way=way,
        note=data["note"],
        recorded_by_id=actor.pk if actor else None,
    )
    return str(ContactWay(way).label)


def _record_breach(case: Case, data: dict[str, Any], actor: User | None) -> str:
    Breach.objects.create(
        case=case,
        kind=data["kind"],
        court=data["court"],
        court_no=data["court_no"],
        filed_on=data["filed_on"],
        note=data["note"],
        recorded_by_id=actor.pk if actor else None,
    )
    return str(BreachKind(data["kind"]).label)


def _reopen(case: Case, data: dict[str, Any], actor: User | None) -> str:
    again = services.reopen_case(case, by=actor, applied_on=data["reopened_on"], summary=data["summary"])
    case_note = _("再次调解：原案%(number)s。") % {"number": case.number}
    # Here and not above: the table holds this step.
    from . import case_workflow

    case_workflow.begin(again, actor=actor, name="register", occurred_on=data["reopened_on"], note=case_note)
    return _("新的案件登记号：%(number)s。") % {"number": again.registration_no}


RECORD_PERFORMANCE = Transition(
    name="record_performance",
    label=gettext_lazy("登记履行"),
    sources=frozenset({S.EFFECTIVE}),
    target=None,
    policy=policies.can_record_performance,
    form=forms.PerformanceForm,
    effect=_record_performance,
    guidance=gettext_lazy("调解协议有法律约束力，当事人应当按照约定履行（人民调解法第三十一条）。"),
    group=StepGroup.AFTERWARDS,
)
URGE = Transition(
    name="urge",
    label=gettext_lazy("催促履行"),
    sources=frozenset({S.EFFECTIVE}),
    target=None,
    policy=policies.can_urge,
    form=forms.UrgeForm,
    effect=_urge,
    guidance=gettext_lazy("调委会对协议的履行情况进行监督，督促当事人履行（人民调解法第三十一条）。"),
    group=StepGroup.AFTERWARDS,
)
RECORD_BREACH = Transition(
    name="record_breach",
    label=gettext_lazy("登记转诉讼、执行"),
    sources=frozenset({S.EFFECTIVE}),
    target=None,
    policy=policies.can_record_breach,
    form=forms.BreachForm,
    effect=_record_breach,
    guidance=gettext_lazy(
        "对协议的履行或者内容有争议的，可以向法院起诉（人民调解法第三十二条）；经确认有效而不履行的，可以申请强制执行（第三十三条）。"
    ),
    group=StepGroup.AFTERWARDS,
)
REOPEN = Transition(
    name="reopen",
    label=gettext_lazy("再次调解"),
    sources=frozenset({S.EFFECTIVE, S.ENDED, S.CLOSED}),
    target=None,
    policy=policies.can_reopen,
    form=forms.ReopenForm,
    effect=_reopen,
    guidance=gettext_lazy(
        "纠纷又起来了，可以再调解：另立一件，双方重新表示愿意（人民调解法第十七条），原案已经成功的不重复计数。"
    ),
    group=StepGroup.AFTERWARDS,
)
