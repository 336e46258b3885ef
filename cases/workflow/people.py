"""Steps about the people who mediate: declaration of conflict, recusal, going on with both sides' agreement."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import batching
from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import bookings, forms, policies, sharing
from ..enums import CaseStatus, ReleaseReason, StepGroup
from ..models import Case, CaseMediator, Recusal

S = CaseStatus
AT_WORK = frozenset({S.MEDIATING, S.SUSPENDED})


def declare_with(case: Case, data: dict[str, Any], actor: User | None, day: date) -> None:
    """Record the declarations that a form of AfterDeclarationsForm asked for together with its own step."""
    if data.get("declaration"):
        batching.change(forms.undeclared(case), declared_on=day, declared_by_id=actor.pk if actor else None)


def _declare(case: Case, data: dict[str, Any], actor: User) -> str:
    row: CaseMediator = data["row"]
    row.declared_on, row.declared_by_id = data["declared_on"], actor.pk
    row.conflict_note = data["conflict_note"]
    if data["conflict"] == forms.NO_CONFLICT:
        row.conflict = ""
        row.save()
        return _("%(name)s：没有利害关系") % {"name": row.person.name}
    row.conflict = data["conflict"]
    _release(row, data["declared_on"], ReleaseReason.CONFLICT, by=actor)
    return _("%(name)s：有利害关系，退出") % {"name": row.person.name}


def _recuse(case: Case, data: dict[str, Any], actor: User) -> str:
    row: CaseMediator = data["row"]
    Recusal.objects.create(
        case=case,
        mediator=row,
        side=data["side"],
        ground=data["ground"],
        note=data["note"],
        asked_on=data["asked_on"],
        recorded_by_id=actor.pk,
    )
    _release(row, data["asked_on"], ReleaseReason.RECUSED, by=actor)
    # Not who asked, nor why: the course of the case is read by more people than the file of its mediators.
    return _("%(name)s回避，退出") % {"name": row.person.name}


def _override(case: Case, data: dict[str, Any], actor: User) -> str:
    row: CaseMediator = data["row"]
    row.released_on = None
    row.is_presiding = not case.mediators.filter(released_on__isnull=True, is_presiding=True).exists()
    row.declared_on = row.declared_on or data["agreed_on"]
    row.overridden_on, row.override_reason = data["agreed_on"], data["reason"]
    row.save()
    return _("双方同意仍由%(name)s调解") % {"name": row.person.name}


def _release(row: CaseMediator, day: date, why: ReleaseReason, *, by: User) -> None:
    """Off the case at once; the first of those who stay presides, and what was lent for helping ends."""
    presided, row.is_presiding = row.is_presiding, False
    row.released_on, row.release_reason = max(day, row.assigned_on), why
    row.save()
    bookings.free_ahead(row.case, {row.person_id})
    if presided:
        following = row.case.mediators.filter(released_on__isnull=True).first()
        if following is not None:
            following.is_presiding = True
            following.save(update_fields=["is_presiding"])
    sharing.end_help_of(row.case, row.person, by=by, reason=str(why.label))


DECLARE = Transition(
    name="declare",
    label=gettext_lazy("利害关系声明"),
    sources=AT_WORK,
    target=None,
    policy=policies.can_declare,
    form=forms.DeclareForm,
    effect=_declare,
    guidance=gettext_lazy(
        "开始调解以前，调解员要说明和当事人、代理人有没有利害关系；有的应当退出（法释〔2016〕14号第十五条）。"
    ),
    group=StepGroup.PEOPLE,
)
RECUSE = Transition(
    name="recuse",
    label=gettext_lazy("当事人要求回避"),
    sources=AT_WORK,
    target=None,
    policy=policies.can_recuse,
    form=forms.RecuseForm,
    effect=_recuse,
    guidance=gettext_lazy(
        "当事人可以要求更换调解员，调委会应当更换；谁提出的只有办理案件的人知道（法释〔2016〕14号第十五条）。"
    ),
    group=StepGroup.PEOPLE,
)
OVERRIDE_CONFLICT = Transition(
    name="override_conflict",
    label=gettext_lazy("双方同意仍由其调解"),
    sources=AT_WORK,
    target=None,
    policy=policies.can_override_conflict,
    form=forms.OverrideConflictForm,
    effect=_override,
    guidance=gettext_lazy(
        "有利害关系的调解员应当回避；双方当事人都同意由其调解的除外（法释〔2016〕14号第十五条）。"
    ),
    group=StepGroup.PEOPLE,
)
