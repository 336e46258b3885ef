"""What becomes of an agreement: performance, urging, breach, and taking the dispute up again."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.enums import OrganizationKind
from organizations.models import Organization

from .. import obligations
from ..enums import BreachKind, ConfirmationResult, ContactWay
from ..fields import DayField, YuanField
from ..models import Confirmation, Obligation, Party
from ..parsing import parse_awards
from .step import SUMMARY_LENGTH, StepForm
from .wording import check_court_number


class _AboutObligationForm(StepForm):
    """About one open item of the agreement that binds, named by its position; the first one unless said otherwise."""

    not_before = ("effective_on",)

    obligation = forms.TypedChoiceField(
        label=gettext_lazy("哪一条"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = obligations.still_open(self.record)
        self.fields["obligation"].choices = [  # type: ignore[attr-defined]
            *self.no_choice(),
            *((o.position, obligations.sentence(o)) for o in self.open),
        ]

    @classmethod
    def prefilled(cls, record: Any, query: QueryDict) -> dict[str, Any]:
        """The list of what is due links to one item."""
        return {"obligation": query["obligation"]} if "obligation" in query else {}

    def no_choice(self) -> list[tuple[str, Any]]:
        return []


class PerformanceForm(_AboutObligationForm):
    """The whole of an item, a part of its amount, or what some people of a group got."""

    day_field = "performed_on"

    whole = forms.BooleanField(label=gettext_lazy("这一条全部履行了"), required=False)
    amount = YuanField(label=gettext_lazy("只履行了一部分的，金额（元）"), required=False)
    people = forms.CharField(
        label=gettext_lazy("只发给一部分人的，名单"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("一行一人：姓名、金额，用逗号或制表符隔开。全部发放的，只勾选上面一项。"),
    )
    note = forms.CharField(label=gettext_lazy("说明"), max_length=200, required=False)
    performed_on = DayField(label=gettext_lazy("履行日期"), required=False)
    field_order = ["obligation", "whole", "amount", "people", "note", "performed_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not any(obligation.each_person for obligation in self.open) and not self.data.get("people"):
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = next((o for o in self.open if o.position == data.get("obligation")), None)
        obligation = chosen or (self.open[0] if self.open else None)
        if self.errors or obligation is None:
            return data
        said = [bool(data["whole"]), data["amount"] is not None, bool(data.get("people"))]
        if said.count(True) != 1:
            self.add_error("whole", _("请选一种：全部履行了，或者填写履行的金额，或者填写发放的名单。"))
            return data
        data["chosen"] = obligation
        if data["whole"]:
            data["acts"] = list(_rest(obligation))
        elif data["amount"] is not None:
            data["acts"] = self._part(obligation, data["amount"])
        else:
            data["acts"] = self._people(obligation, data["people"])
        return data

    def _part(self, obligation: Obligation, amount: Decimal) -> list[tuple[Party | None, Decimal | None]]:
        if obligation.amount is None:
            self.add_error("amount", _("这一条不是付款，没有金额；履行完了请勾选“全部履行了”。"))
        elif obligation.each_person:
            self.add_error("amount", _("这一条每人各有金额，请填写发放的名单。"))
        elif not amount:
            self.add_error("amount", _("金额要大于零。"))
        elif amount > (left := obligations.left_to_pay(obligation)):
            self.add_error("amount", _("这一条还剩 %(left)s 元没有履行，请核对。") % {"left": left})
        return [(None, amount)]

    def _people(self, obligation: Obligation, typed: str) -> list[tuple[Party | None, Decimal | None]]:
        if not obligation.each_person:
            self.add_error("people", _("这一条不是每人各有金额，不用填名单。"))
            return []
        waiting = obligations.waiting_people(obligation)
        paid, problems = parse_awards(typed, [party for party, _left in waiting])
        left = {party.pk: amount for party, amount in waiting}
        names = {party.pk: party.name for party, _left in waiting}
        for problem in problems:
            self.add_error("people", problem)
        for pk, amount in paid.items():
            if not amount or amount > left[pk]:
                self.add_error(
                    "people",
                    _("%(name)s还应得 %(left)s 元，请核对。") % {"name": names[pk], "left": left[pk]},
                )
        by_pk = {party.pk: party for party, _left in waiting}
        return [(by_pk[pk], amount) for pk, amount in paid.items()]


def _rest(obligation: Obligation) -> Iterator[tuple[Party | None, Decimal | None]]:
    """What makes an item complete: each one's rest, the rest of the amount, or simply that it was done."""
    if obligation.each_person:
        yield from obligations.waiting_people(obligation)
    elif obligation.amount is not None:
        yield None, obligations.left_to_pay(obligation)
    else:
        yield None, None


class UrgeForm(_AboutObligationForm):
    """Somebody was urged to perform (人民调解法 31)."""

    day_field = "urged_on"

    way = forms.ChoiceField(
        label=gettext_lazy("方式"), choices=ContactWay.choices, initial=ContactWay.PHONE, required=False
    )
    note = forms.CharField(label=gettext_lazy("情况"), max_length=200, required=False)
    urged_on = DayField(label=gettext_lazy("催促日期"), required=False)

    def no_choice(self) -> list[tuple[str, Any]]:
        return [("", gettext_lazy("整个协议"))]


class BreachForm(StepForm):
    """A party sued on the agreement, or applied to have a confirmed one enforced."""

    day_field = "filed_on"
    not_before = ("effective_on",)

    kind = forms.ChoiceField(
        label=gettext_lazy("怎样处理"), choices=BreachKind.choices, widget=forms.RadioSelect
    )
    court = forms.ModelChoiceField(
        label=gettext_lazy("法院"),
        queryset=Organization.objects.filter(kind=OrganizationKind.COURT, valid_until__isnull=True),
        to_field_name="uuid",
    )
    court_no = forms.CharField(label=gettext_lazy("法院案号"), max_length=60, required=False)
    note = forms.CharField(label=gettext_lazy("没有履行的情况"), max_length=200, required=False)
    filed_on = DayField(label=gettext_lazy("起诉或者申请日期"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_court_number(self, "court_no")
        if data.get("kind") != BreachKind.ENFORCEMENT:
            return data
        confirmed = Confirmation.objects.filter(
            agreement__case=self.record, result=ConfirmationResult.CONFIRMED
        ).first()
        if confirmed is None or confirmed.ruled_on is None:
            self.add_error("kind", _("法院裁定有效的协议才能申请强制执行；没有确认的，可以就协议起诉。"))
        elif (day := data.get("filed_on")) and day > (last := self._last_day(confirmed.ruled_on)):
            self.add_error(
                "filed_on",
                _("申请执行的期间是二年，到 %(day)s 为止，已经过了（民事诉讼法第二百五十条）。")
                % {"day": last.isoformat()},
            )
        elif day and day < confirmed.ruled_on:
            self.add_error("filed_on", _("申请执行的日期不能早于裁定日期。"))
        return data

    def _last_day(self, ruled_on: date) -> date:
        """Two years from the last day of performance; from the ruling when the agreement sets none (民事诉讼法 250)."""
        due = [o.due_on for o in obligations.binding(self.record) if o.due_on is not None]
        return obligations.years_later(max(due, default=ruled_on), obligations.ENFORCEMENT_YEARS)


class ReopenForm(StepForm):
    """Why the dispute is taken up again; who is asked for consent anew (人民调解法 17)."""

    day_field = "reopened_on"
    not_before = ("concluded_on",)

    summary = forms.CharField(
        label=gettext_lazy("为什么再次调解"),
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("新的案件会写明原来的案号，当事人和纠纷类型照原案；双方要重新表示同意。"),
    )
    reopened_on = DayField(label=gettext_lazy("申请日期"), required=False)
