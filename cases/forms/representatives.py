"""Who acts for parties, from when, and how far."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today

from ..enums import Authority, PartyKind, RepresentativeKind, Side
from ..fields import DayField
from ..models import Party, Representative
from ..signing import BY_LAW, taking_part, without_guardian
from .step import StepForm

# 民事诉讼法 61: one or two agents a party. 司法解释 78: a group elects two to five; one is enough for a small one.
MOST_AGENTS = 2
MOST_ELECTED = 5
K = RepresentativeKind


class PartyChoiceField(forms.ModelMultipleChoiceField):
    """Parties of one case, by name and side."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Party.objects.none(), to_field_name="uuid", **kwargs)

    def label_from_instance(self, party: Party) -> str:
        side = _("甲方") if party.side == Side.APPLICANT else _("乙方")
        return _("%(name)s（%(side)s）") % {"name": party.name, "side": side}


class NameRepresentativeForm(StepForm):
    """Somebody who acts for one or several parties of one side."""

    day_field = "valid_from"

    parties = PartyChoiceField(
        label=gettext_lazy("代理谁"),
        required=False,
        help_text=gettext_lazy("勾选，或者在下面选一方全体。"),
    )
    whole_side = forms.ChoiceField(
        label=gettext_lazy("一方全体"),
        choices=[
            ("", gettext_lazy("只代理勾选的人")),
            (Side.APPLICANT.value, gettext_lazy("甲方全体")),
            (Side.RESPONDENT.value, gettext_lazy("乙方全体")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("怎样代理"), choices=RepresentativeKind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=gettext_lazy("姓名"),
        max_length=60,
        help_text=gettext_lazy("群体推选的代表人要是这一方的当事人之一。"),
    )
    phone = forms.CharField(label=gettext_lazy("电话"), max_length=30, required=False)
    authority = forms.ChoiceField(
        label=gettext_lazy("代理权限"),
        choices=[
            (Authority.GENERAL.value, gettext_lazy("一般授权")),
            (Authority.SPECIAL.value, gettext_lazy("特别授权")),
        ],
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "一般授权只代为陈述；特别授权可以代为承认、变更请求，和解、签字。法定代理人、法定代表人依法代理，不用选。"
        ),
    )
    covers = forms.CharField(
        label=gettext_lazy("特别授权的事项"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("特别授权才填，例如：代为承认、变更请求，进行和解，签订协议。"),
    )
    document_seen = forms.BooleanField(
        label=gettext_lazy("已核对授权委托书或者推选书，归入案卷"), required=False
    )
    valid_from = DayField(label=gettext_lazy("从哪天起"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = taking_part(self.record)
        self.fields["parties"].queryset = Party.objects.filter(pk__in=[p.pk for p in present])  # type: ignore[attr-defined]
        if not self.is_bound:
            self.fields["parties"].initial = [party.uuid for party in without_guardian(self.record)]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        parties = list(data.get("parties") or [])
        if side := data.get("whole_side"):
            parties = [party for party in taking_part(self.record) if party.side == side]
        elif not parties and "parties" not in self.errors:
            self.add_error("parties", _("请至少选一名当事人。"))
        kind, data["parties"], data["own_party"] = data.get("kind"), parties, None
        if not kind or not parties:
            return data
        if len({party.side for party in parties}) > 1:
            self.add_error("parties", _("一名代理人不能同时代理两方。"))
        elif sentence := self._refuse_parties(kind, parties):
            self.add_error("parties", sentence)
        if kind in BY_LAW:
            data["authority"] = data["covers"] = ""
        else:
            self._check_authority(data)
        if kind == K.ELECTED:
            self._find_elected(data, parties)
        self._check_number(kind, parties)
        return data

    def _refuse_parties(self, kind: str, parties: list[Party]) -> str:
        kinds = {party.kind for party in parties}
        if kind == K.HEAD and kinds != {PartyKind.LEGAL}:
            return _("只有单位才有法定代表人。")
        if kind == K.GUARDIAN and kinds != {PartyKind.NATURAL}:
            return _("只有自然人才有法定代理人（监护人）。")
        if kind == K.HEAD and len(parties) > 1:
            return _("一个单位一个单位地登记法定代表人。")
        return ""

    def _check_authority(self, data: dict[str, Any]) -> None:
        if not data.get("authority"):
            self.add_error("authority", _("请选择是一般授权还是特别授权。"))
        if data.get("authority") == Authority.SPECIAL and not data.get("covers"):
            self.add_error("covers", _("特别授权要写明授权的事项（民事诉讼法第六十二条）。"))
        if data.get("authority") == Authority.GENERAL:
            data["covers"] = ""
        if not data.get("document_seen"):
            self.add_error("document_seen", _("没有授权委托书或者推选书，不能登记代理人。"))

    def _find_elected(self, data: dict[str, Any], parties: list[Party]) -> None:
        own = [
            p for p in taking_part(self.record) if p.side == parties[0].side and p.name == data.get("name")
        ]
        if own:
            data["own_party"] = own[0]
        elif data.get("name"):
            self.add_error(
                "name", _("代表人要从这一方的当事人中推选，名单里没有这个人（民事诉讼法第五十六条）。")
            )

    def _check_number(self, kind: str, parties: list[Party]) -> None:
        most = {K.AGENT: MOST_AGENTS, K.ELECTED: MOST_ELECTED}.get(K(kind))
        if most is None:
            return
        side = parties[0].side
        found = self.record.representatives.valid_on(today()).filter(kind=kind).prefetch_related("parties")
        serving = [(r, r.parties.all()) for r in found]
        if kind == K.ELECTED:
            if sum(any(p.side == side for p in theirs) for _r, theirs in serving) >= most:
                self.add_error("kind", _("一方最多推选五名代表人。"))
        elif any(sum(party in theirs for _r, theirs in serving) >= most for party in parties):
            self.add_error("kind", _("一名当事人最多委托两名代理人（民事诉讼法第六十一条）。"))


class RepresentativeChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, representative: Representative) -> str:
        return _("%(name)s · %(kind)s") % {
            "name": representative.name,
            "kind": representative.get_kind_display(),
        }


class EndRepresentativeForm(StepForm):
    """Authority was taken back or given up, a ward came of age, an organization has another head."""

    day_field = "ended_on"

    representative = RepresentativeChoiceField(
        label=gettext_lazy("哪一位"),
        queryset=Representative.objects.none(),
        to_field_name="uuid",
        empty_label=None,
    )
    ended_on = DayField(label=gettext_lazy("从哪天起不再代理"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["representative"].queryset = self.record.representatives.filter(valid_until__isnull=True)  # type: ignore[attr-defined]

    def earlier_days(self) -> Iterator[tuple[Any, date]]:
        yield from super().earlier_days()
        representative = self.cleaned_data.get("representative")
        if representative is not None:
            yield _("开始代理的日期"), representative.valid_from
