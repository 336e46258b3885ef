"""Who acts for the parties: named, and ended."""

from typing import Any

from django.utils.translation import gettext_lazy

from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import forms, policies
from ..enums import UNSETTLED, CaseStatus, RepresentativeKind, StepGroup
from ..models import Case, Representative

S = CaseStatus
# Somebody signs, performs and applies for confirmation after mediation too.
REPRESENTED = UNSETTLED | {S.AGREED, S.EFFECTIVE}


def _name(case: Case, data: dict[str, Any], actor: User | None) -> str:
    representative = Representative.objects.create(
        case=case,
        **{
            name: data[name]
            for name in (
                "kind",
                "name",
                "phone",
                "authority",
                "covers",
                "document_seen",
                "own_party",
                "valid_from",
            )
        },
    )
    representative.parties.set(data["parties"])
    return str(RepresentativeKind(data["kind"]).label)


def _end(case: Case, data: dict[str, Any], actor: User | None) -> str:
    representative = data["representative"]
    representative.valid_until = data["ended_on"]
    representative.save(update_fields=["valid_until"])
    return str(RepresentativeKind(representative.kind).label)


NAME_REPRESENTATIVE = Transition(
    name="name_representative",
    label=gettext_lazy("登记代理人"),
    sources=REPRESENTED,
    target=None,
    policy=policies.can_edit_case,
    form=forms.NameRepresentativeForm,
    effect=_name,
    guidance=gettext_lazy(
        "代为承认、变更请求，进行和解，要有当事人的特别授权（民事诉讼法第六十二条）；未成年人由监护人代理（民法典第二十三条）。"
    ),
    group=StepGroup.PEOPLE,
)
END_REPRESENTATIVE = Transition(
    name="end_representative",
    label=gettext_lazy("终止代理"),
    sources=REPRESENTED,
    target=None,
    policy=policies.can_end_representative,
    form=forms.EndRepresentativeForm,
    effect=_end,
    guidance=gettext_lazy("代理权限变更或者解除，要告知对方当事人（民事诉讼法第六十三条）。"),
    group=StepGroup.PEOPLE,
)
