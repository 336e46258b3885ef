"""One sitting, and a talk with one side alone."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import batching
from mediation.kernel.calendar import today

from ..enums import SessionMode, Side
from ..fields import DayField
from ..models import Booking, Case, Party
from .people import AfterDeclarationsForm
from .step import SUMMARY_LENGTH, StepForm

# So many parties are ticked one by one; of more only their number is asked.
TICKED_PARTIES = 10


class SessionForm(AfterDeclarationsForm):
    """One sitting: when, where, who came, what was said (人民调解法 27)."""

    day_field = "held_on"
    not_before = ("accepted_on",)
    folded = (
        "came",
        "applicants_came",
        "respondents_came",
        "started_at",
        "ended_at",
        "identity_check",
        "others_present",
        "others_agreed",
    )
    folded_label = gettext_lazy("谁没到场、起止时间、视频核对、请来的人（不填也行）")

    held_on = DayField(label=gettext_lazy("调解日期"), required=False)
    mode = forms.ChoiceField(
        label=gettext_lazy("方式"), choices=SessionMode.choices, initial=SessionMode.ON_SITE, required=False
    )
    place = forms.CharField(label=gettext_lazy("地点"), max_length=80)
    all_came = forms.BooleanField(label=gettext_lazy("双方当事人都到场"), required=False)
    attendance = forms.CharField(
        label=gettext_lazy("到场人员"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("代理人、陪同的人；当事人没有都到场的，写明谁没来。"),
    )
    record_text = forms.CharField(
        label=gettext_lazy("调解记录"), max_length=SUMMARY_LENGTH, widget=forms.Textarea(attrs={"rows": 6})
    )
    came = forms.ModelMultipleChoiceField(
        label=gettext_lazy("到场的当事人"),
        queryset=Party.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    applicants_came = forms.IntegerField(label=gettext_lazy("甲方到场人数"), min_value=0, required=False)
    respondents_came = forms.IntegerField(label=gettext_lazy("乙方到场人数"), min_value=0, required=False)
    started_at = forms.TimeField(label=gettext_lazy("开始时间"), required=False)
    ended_at = forms.TimeField(label=gettext_lazy("结束时间"), required=False)
    identity_check = forms.CharField(
        label=gettext_lazy("怎样核对身份"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("视频或电话调解要写，例如：视频里出示身份证，和登记的一致。"),
    )
    others_present = forms.CharField(
        label=gettext_lazy("邀请参加的人"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("亲属、邻里、同事，或者有专门知识、有威望的人（人民调解法第二十条）。"),
    )
    others_agreed = forms.BooleanField(label=gettext_lazy("当事人同意他们参加"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = [p for p in batching.rows_of(self.record, "parties") if p.left_on is None]
        if len(self.present) <= TICKED_PARTIES:
            self.fields["came"].queryset = Party.objects.filter(  # type: ignore[attr-defined]
                case=self.record, left_on__isnull=True
            )
            del self.fields["applicants_came"], self.fields["respondents_came"]
        else:
            del self.fields["came"]

    @classmethod
    def prefilled(cls, record: Case, query: QueryDict) -> dict[str, Any]:
        """What was booked: the time that the link named, or today's; else the place of the last sitting."""
        booked = _booked(record, query.get("booking", ""))
        if booked is not None:
            starts, ends = timezone.localtime(booked.starts_at), timezone.localtime(booked.ends_at)
            days = {"held_on": starts.date()} if starts.date() <= today() else {}
            return {
                "place": booked.where,
                "mode": booked.mode,
                "started_at": f"{starts:%H:%M}",
                "ended_at": f"{ends:%H:%M}",
                **days,
            }
        last = record.sessions.last()
        return {"place": last.place} if last else {}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["people"], data["counts"] = self._who_came(data)
        started, ended = data.get("started_at"), data.get("ended_at")
        if started and ended and ended <= started:
            self.add_error("ended_at", _("结束时间要晚于开始时间。"))
        if data.get("mode") == SessionMode.REMOTE and not data.get("identity_check"):
            self.add_error("identity_check", _("视频或电话调解，请写明怎样核对了双方的身份。"))
        if data.get("others_present") and not data.get("others_agreed"):
            self.add_error("others_agreed", _("当事人同意，才能邀请别人参加（人民调解法第二十条）。"))
        return data

    def _who_came(self, data: dict[str, Any]) -> tuple[list[Party], dict[Side, int | None]]:
        """The parties that came, of few; how many of each side, whenever anything was said of it."""
        there = {side: [p for p in self.present if p.side == side] for side in Side}
        if "came" in self.fields:
            people = self.present if data.get("all_came") else list(data.get("came") or [])
            counts = {side: sum(p.side == side for p in people) if people else None for side in Side}
            return people, counts
        counts = {side: data.get(f"{side}s_came") for side in Side}
        for side in Side:
            if data.get("all_came"):
                counts[side] = len(there[side])
            elif (counts[side] or 0) > len(there[side]):
                self.add_error(
                    f"{side}s_came",
                    _("这一方只有 %(count)d 人。") % {"count": len(there[side])},
                )
        return [], counts


def _booked(record: Case, named: str) -> Booking | None:
    """A booking of the case by its uuid, or the one that began today."""
    found = record.bookings.filter(cancelled_at__isnull=True).select_related("room")
    try:
        wanted = UUID(named)
    except ValueError:
        return found.filter(starts_at__date=today()).last()
    return found.filter(uuid=wanted).first()


class CaucusNoteForm(StepForm):
    """What one side said to the mediator alone."""

    day_field = "noted_on"
    not_before = ("accepted_on",)

    side = forms.ChoiceField(label=gettext_lazy("和哪一方谈"), choices=Side.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("谈话内容"),
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("只有这件案件的调解员和承办组织的内勤看得到，不打印，不导出，也搜不到。"),
    )
    noted_on = DayField(label=gettext_lazy("谈话日期"), required=False)
