"""Taking a dispute in: consent, acceptance, declining, naming mediators."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from mediation.kernel import batching
from mediation.kernel.calendar import today
from organizations.enums import Regime
from organizations.models import Person
from organizations.permissions import Permission
from organizations.querysets import valid_on
from organizations.roles import MEDIATOR

from .. import presenting
from ..enums import ChosenBy, Consent, DeclineReason, Side, Source
from ..fields import DayField
from ..intake_rules import ADVICE, NO_VENUE, NOWHERE, RULES, Elsewhere, VenueGround, stated
from ..same_dispute import same_as
from ..signing import taking_part
from .step import StepForm

YES, NO = "yes", "no"
YES_NO = [(YES, gettext_lazy("是")), (NO, gettext_lazy("不是"))]


class ConsentForm(StepForm):
    """What one side answered before the dispute was taken in; a side may take its consent back (人民调解法 17)."""

    day_field = "answered_on"

    side = forms.ChoiceField(label=gettext_lazy("哪一方"), choices=Side.choices, widget=forms.RadioSelect)
    consent = forms.ChoiceField(
        label=gettext_lazy("答复"),
        choices=[choice for choice in Consent.choices if choice[0] != Consent.UNASKED],
        widget=forms.RadioSelect,
    )
    answered_on = DayField(label=gettext_lazy("答复日期"), required=False)


class AcceptForm(StepForm):
    """Both sides' consent is asked and recorded; silence is not consent (人民调解法 17)."""

    day_field = "accepted_on"
    not_before = ("applied_on",)

    applicants_consent = forms.BooleanField(
        label=gettext_lazy("申请人（甲方）同意调解"),
        error_messages={"required": gettext_lazy("甲方同意调解才能受理；不同意的，请办理“不予受理”。")},
    )
    respondents_consent = forms.BooleanField(
        label=gettext_lazy("被申请人（乙方）同意调解"),
        error_messages={"required": gettext_lazy("乙方同意调解才能受理；不同意的，请办理“不予受理”。")},
    )
    # Each is preset to what a dispute taken in here usually is; leaving one out states the same.
    in_scope = forms.ChoiceField(
        label=gettext_lazy("属于受理范围吗"), choices=YES_NO, required=False, widget=forms.RadioSelect
    )
    venue_ground = forms.ChoiceField(
        label=gettext_lazy("为什么由这里受理"),
        choices=[*VenueGround.choices, NO_VENUE],
        required=False,
        widget=forms.RadioSelect,
    )
    elsewhere = forms.ChoiceField(
        label=gettext_lazy("法院、公安机关或者其他机关已经受理或者解决了吗"),
        choices=Elsewhere.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    intake_note = forms.CharField(label=gettext_lazy("说明"), max_length=200, required=False)
    accepted_on = DayField(label=gettext_lazy("受理日期"), required=False)

    folded = ("intake_note",)
    folded_label = gettext_lazy("对受理条件还要说明的")
    SIDES = {"applicants_consent": Side.APPLICANT, "respondents_consent": Side.RESPONDENT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = {(party.side, party.consent) for party in taking_part(self.record)}
        for name, side in self.SIDES.items():
            given = {consent for of, consent in self.answers if of == side}
            self.fields[name].initial = given == {Consent.GIVEN}
        self.rule = RULES[Regime(self.record.regime)]
        self.stated = stated(self.record.regime, self.record.source)
        # The reason for declining that a failed check suggests.
        self.decline_reason = ""
        self._ask_by_rule()

    def _ask_by_rule(self) -> None:
        """The questions of the case's regime, each with its ground, preset to what is stated."""
        rule, fields = self.rule, self.fields
        fields["in_scope"].label, fields["in_scope"].help_text = rule.scope, rule.scope_ground
        fields["in_scope"].initial = YES
        fields["venue_ground"].help_text = rule.venue_ground
        fields["venue_ground"].choices = [*((v.value, v.label) for v in rule.venues), NO_VENUE]  # type: ignore[attr-defined]
        fields["venue_ground"].initial = self.stated["venue_ground"]
        fields["elsewhere"].help_text = rule.elsewhere_ground
        fields["elsewhere"].initial = Elsewhere.ENTRUSTED if self.stated["elsewhere"] else Elsewhere.NO

    @property
    def notes_template(self) -> str:
        return "cases/partials/accept_notes.html"

    @cached_property
    def same_cases(self) -> list[presenting.CaseRow]:
        """Cases of this person's that may be the same dispute."""
        return [presenting.row(case) for case in same_as(self.record, self.actor)]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name, side in self.SIDES.items():
            if data.get(name) and self.answers & {(side, Consent.REFUSED), (side, Consent.WITHDRAWN)}:
                self.add_error(
                    name, _("这一方答复过不同意或者撤回了同意；又同意了的，请先办理“记录是否同意”。")
                )
        self._check_intake(data)
        return data

    def _check_intake(self, data: dict[str, Any]) -> None:
        """Refuse what may not be taken in, and give the columns of IntakeCheck as `check`."""
        checks = ("in_scope", "venue_ground", "elsewhere")
        in_scope, venue, elsewhere = (data.get(name) or self.fields[name].initial for name in checks)
        data["check"] = {
            "in_scope": in_scope == YES,
            "venue_ground": venue,
            "elsewhere": elsewhere != Elsewhere.NO,
            "entrusted_by_organ": elsewhere == Elsewhere.ENTRUSTED,
            "note": data.get("intake_note") or "",
        }
        if in_scope == NO:
            self._fail("in_scope", self.rule.scope_refusal, self.rule.scope_reason)
        if venue == NOWHERE:
            self._fail("venue_ground", self.rule.venue_refusal, DeclineReason.OUTSIDE_AREA)
        if elsewhere == Elsewhere.YES:
            self._fail("elsewhere", self.rule.elsewhere_refusal, DeclineReason.ALREADY_HANDLED)
        elif elsewhere == Elsewhere.ENTRUSTED and self.record.source != Source.ENTRUSTED:
            self.add_error(
                "elsewhere",
                _("案件来源不是接受委托移送；确实由该机关委托、移送的，请先办理“登记案件来源”。"),
            )

    def _fail(self, name: str, sentence: Any, reason: DeclineReason) -> None:
        self.add_error(name, str(sentence))
        self.decline_reason = self.decline_reason or reason.value


class DeclineForm(StepForm):
    """Not taken in: with the reason, and with where the parties can turn."""

    day_field = "declined_on"
    not_before = ("applied_on",)

    reason = forms.ChoiceField(
        label=gettext_lazy("不予受理的原因"), choices=DeclineReason.choices, widget=forms.RadioSelect
    )
    advice = forms.CharField(
        label=gettext_lazy("告知当事人可以去哪里办理"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("不填就用上面按原因列出的话；选了“其他原因”的，请写明。"),
    )
    declined_on = DayField(label=gettext_lazy("日期"), required=False)

    @classmethod
    def prefilled(cls, record: Any, query: QueryDict) -> dict[str, Any]:
        reason = query.get("reason", "")
        return {"reason": reason} if reason in DeclineReason.values else {}

    @property
    def notes_template(self) -> str:
        return "cases/partials/decline_notes.html"

    @property
    def suggestions(self) -> list[dict[str, Any]]:
        """Each reason with the sentence that is told when nothing else is written."""
        return [{"term": reason.label, "value": sentence} for reason, sentence in ADVICE.items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        reason = data.get("reason")
        if reason and not data.get("advice") and "advice" not in self.errors:
            with translation.override(settings.LANGUAGE_CODE):
                data["advice"] = str(ADVICE.get(DeclineReason(reason), ""))
            if not data["advice"]:
                self.add_error("advice", _("请写明当事人可以去哪里办理。"))
        return data


def mediators_of(organizations: Iterable[int], day: date) -> QuerySet[Person]:
    """People who serve as mediators in these organizations on a day."""
    return (
        Person.objects.filter(
            valid_on(day, "posts__"),
            posts__role_code=MEDIATOR.code,
            posts__organization__in=organizations,
        )
        .distinct()
        .order_by("sort_key", "id")
    )


class AssignForm(StepForm):
    """One or several mediators, of whom the first presides (人民调解法 19)."""

    day_field = "assigned_on"
    not_before = ("accepted_on",)

    mediators = forms.ModelMultipleChoiceField(
        label=gettext_lazy("调解员"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("请至少选一名调解员。")},
    )
    presiding = forms.ModelChoiceField(
        label=gettext_lazy("首席调解员"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        required=False,
        help_text=gettext_lazy("不选就是名单上的第一位。"),
    )
    chosen_by = forms.ChoiceField(
        label=gettext_lazy("由谁选定"),
        choices=ChosenBy.choices,
        initial=ChosenBy.COMMITTEE,
        required=False,
        widget=forms.RadioSelect,
    )
    declared = forms.BooleanField(
        label=gettext_lazy("选中的调解员已经声明：和当事人、代理人没有利害关系"),
        required=False,
        help_text=gettext_lazy("没有问过的不勾，由调解员自己声明。"),
    )
    override_reason = forms.CharField(label=gettext_lazy("仍然指派的理由"), max_length=200, required=False)
    assigned_on = DayField(label=gettext_lazy("指派日期"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {self.record.holder_id, self.record.handled_at_id}
        day = self.assignment_day()
        managing = {o.pk for o in self.actor.organizations_permitting(Permission.MANAGE_CASES)}
        self.names_others = bool(managing & own)
        if self.names_others:
            helping = valid_on(day, "user__casegrant__") & Q(
                user__casegrant__content_object=self.record,
                user__casegrant__permission__codename="help_case",
            )
            found = mediators_of(own, day).values("pk")
            people = Person.objects.filter(Q(pk__in=found) | helping).distinct().order_by("sort_key", "id")
        else:
            people = mediators_of(own, day).filter(pk=self.actor.person_id)
        for name in ("mediators", "presiding"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]
        if not self.is_bound:
            current = self.record.mediators.filter(released_on__isnull=True)
            self.fields["mediators"].initial = list(current.values_list("person__uuid", flat=True))
            # Asked for only when something speaks against one of the chosen.
            del self.fields["override_reason"]
            if not self.names_others:
                del self.fields["declared"]
        if not self.names_others:
            sentence = _("办理就是声明：我和双方当事人、代理人没有利害关系。有的，请内勤指派别人。")
            self.fields["mediators"].help_text = sentence

    def assignment_day(self) -> date:
        """The day on which the chosen people have to be serving: the one that was given, when it can be read."""
        try:
            return self.fields["assigned_on"].clean(self.data.get("assigned_on")) or today()
        except forms.ValidationError:
            return today()

    def earlier_days(self) -> Iterator[tuple[Any, date]]:
        yield from super().earlier_days()
        mediators = batching.rows_of(self.record, "mediators")
        current = [mediator.assigned_on for mediator in mediators if mediator.released_on is None]
        if current:
            yield _("上一次指派"), max(current)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = list(data.get("mediators") or [])
        presiding = data.get("presiding") or (chosen[0] if chosen else None)
        if presiding and chosen and presiding not in chosen:
            self.add_error("presiding", _("首席调解员要在选中的调解员当中。"))
        data["presiding"] = presiding
        data["chosen_by"] = data.get("chosen_by") or ChosenBy.COMMITTEE
        self._check_impartiality(data, chosen)
        return data

    def _check_impartiality(self, data: dict[str, Any], chosen: list[Person]) -> None:
        rows = batching.rows_of(self.record, "mediators")
        current = {row.person_id for row in rows if row.released_on is None}
        aside = {row.person_id for row in rows if row.released_on is not None and row.release_reason}
        new = [person for person in chosen if person.pk not in current]
        for person in new:
            if person.pk in aside:
                self.add_error(
                    "mediators",
                    _(
                        "%(name)s因为利害关系或者当事人要求回避退出过；双方都同意仍由其调解的，"
                        "由主任或内勤办理“双方同意仍由其调解”。"
                    )
                    % {"name": person.name},
                )
        names = {
            somebody.name
            for relation in ("parties", "representatives")
            for somebody in batching.rows_of(self.record, relation)
        }
        data["doubtful"] = {person.pk for person in new if person.name in names}
        if not data["doubtful"]:
            data["override_reason"] = ""
            self.fields.pop("override_reason", None)
        elif not data.get("override_reason"):
            found = pgettext("list separator", "、").join(p.name for p in new if p.pk in data["doubtful"])
            self.add_error(
                "override_reason",
                _("%(names)s和当事人或者代理人同名。不是本人、也不是近亲属的，写明理由再指派；否则请换人。")
                % {"names": found},
            )
