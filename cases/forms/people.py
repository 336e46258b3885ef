"""Mediators' declarations of conflict, parties' requests for others, and going on with both sides' agreement."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from mediation.kernel import batching
from organizations.models import Person
from organizations.permissions import Permission

from .. import policies
from ..enums import Conflict, RecusalGround, Side
from ..fields import DayField
from ..models import CaseMediator
from .step import StepForm

NO_CONFLICT = "none"


def undeclared(case: Any) -> list[CaseMediator]:
    """The mediators of today who have not declared yet whether anything keeps them from being impartial."""
    mediators = batching.rows_of(case, "mediators")
    return [m for m in mediators if m.released_on is None and m.declared_on is None]


class AfterDeclarationsForm(StepForm):
    """Work that starts only when each mediator has declared (法释〔2016〕14号 第十五条).

    Who has not is named in a tick that has to be set; nothing is asked when all have.
    """

    declaration = forms.BooleanField(label=gettext_lazy("没有利害关系"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = undeclared(self.record)
        if not waiting:
            del self.fields["declaration"]
            return
        names = pgettext("list separator", "、").join(mediator.person.name for mediator in waiting)
        field = self.fields["declaration"]
        field.required = True
        field.label = ngettext(
            "%(names)s声明：和当事人、代理人没有利害关系",
            "%(names)s都声明：和当事人、代理人没有利害关系",
            len(waiting),
        ) % {"names": names}
        field.help_text = _("有关系的，先办理“利害关系声明”，由本组织换人。")
        field.error_messages["required"] = _("调解员声明没有利害关系，才能开始调解。")


class _OfMediatorForm(StepForm):
    """About one mediator of the case; a choice is shown only where there are several."""

    mediator = forms.ModelChoiceField(
        label=gettext_lazy("调解员"), queryset=Person.objects.none(), to_field_name="uuid", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {row.person_id: row for row in self.candidates()}
        field = self.fields["mediator"]
        field.queryset = Person.objects.filter(pk__in=self.rows).order_by("sort_key", "id")  # type: ignore[attr-defined]
        if len(self.rows) > 1:
            field.required = self.usual() is None
            usual = self.usual()
            field.initial = usual.person.uuid if usual else None
        elif not self.is_bound:
            del self.fields["mediator"]

    def candidates(self) -> list[CaseMediator]:
        """Whom it may be about."""
        found = self.record.mediators.filter(released_on__isnull=True).select_related("person")
        return list(found)

    def usual(self) -> CaseMediator | None:
        """Who is meant when nobody is named."""
        return (
            self.rows.get(self.actor.person_id)
            if len(self.rows) > 1
            else next(iter(self.rows.values()), None)
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        person = data.get("mediator")
        data["row"] = self.rows.get(person.pk) if person else self.usual()
        if data["row"] is None and "mediator" not in self.errors:
            self.add_error("mediator", _("请选择调解员。"))
        return data


class DeclareForm(_OfMediatorForm):
    """Each mediator for himself; a clerk enters what a mediator said or signed."""

    day_field = "declared_on"
    not_before = ("accepted_on",)

    conflict = forms.ChoiceField(
        label=gettext_lazy("和当事人、代理人的关系"),
        choices=[(NO_CONFLICT, gettext_lazy("没有利害关系")), *Conflict.choices],
        widget=forms.RadioSelect,
    )
    conflict_note = forms.CharField(label=gettext_lazy("情况说明"), max_length=200, required=False)
    declared_on = DayField(label=gettext_lazy("声明日期"), required=False)

    def candidates(self) -> list[CaseMediator]:
        found = super().candidates()
        if policies.serves(self.actor, self.record, Permission.MANAGE_CASES):
            return found
        return [row for row in found if row.person_id == self.actor.person_id]

    def usual(self) -> CaseMediator | None:
        waiting = [row for row in self.rows.values() if row.declared_on is None]
        return super().usual() or (waiting[0] if len(waiting) == 1 else None)


class RecuseForm(_OfMediatorForm):
    """A party asks for another mediator; the committee replaces him and asks for no proof."""

    day_field = "asked_on"
    not_before = ("accepted_on",)

    side = forms.ChoiceField(label=gettext_lazy("哪一方提出"), choices=Side.choices, widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=gettext_lazy("理由"), choices=RecusalGround.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=gettext_lazy("情况说明"), max_length=200, required=False)
    asked_on = DayField(label=gettext_lazy("提出日期"), required=False)
    field_order = ["mediator", "side", "ground", "note", "asked_on"]


class OverrideConflictForm(_OfMediatorForm):
    """Somebody who stood aside mediates all the same: both sides want it, and the reason is written down."""

    day_field = "agreed_on"
    not_before = ("accepted_on",)

    applicants_agree = forms.BooleanField(
        label=gettext_lazy("申请人（甲方）知道情况，同意仍由其调解"),
        error_messages={"required": gettext_lazy("甲方不同意的，要换人。")},
    )
    respondents_agree = forms.BooleanField(
        label=gettext_lazy("被申请人（乙方）知道情况，同意仍由其调解"),
        error_messages={"required": gettext_lazy("乙方不同意的，要换人。")},
    )
    reason = forms.CharField(label=gettext_lazy("理由"), max_length=200)
    agreed_on = DayField(label=gettext_lazy("同意日期"), required=False)
    field_order = ["mediator", "applicants_agree", "respondents_agree", "reason", "agreed_on"]

    def candidates(self) -> list[CaseMediator]:
        current = self.record.mediators.filter(released_on__isnull=True).values("person")
        aside = self.record.mediators.filter(released_on__isnull=False).exclude(release_reason="")
        return list(aside.exclude(person__in=current).select_related("person"))
