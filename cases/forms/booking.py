"""Agreeing a time, taking it back, and the rooms of an organization."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import BEIJING, today
from organizations.models import Organization, Person, User
from organizations.permissions import Permission

from ..bookings import Slot, clashes
from ..enums import SessionMode
from ..fields import AnyDayField
from ..models import Booking, Case, Room
from .step import StepForm
from .wording import ask_by_name

LENGTHS = [
    (30, gettext_lazy("半小时")),
    (60, gettext_lazy("一小时")),
    (90, gettext_lazy("一个半小时")),
    (120, gettext_lazy("两小时")),
    (180, gettext_lazy("三小时")),
]
USUAL = 60
FARTHEST = timedelta(days=366)


class BookSessionForm(StepForm):
    """A time, a room or a place, and the mediators who are needed then."""

    folded = ("mode", "mediators", "note")
    folded_label = gettext_lazy("视频或电话、哪几位调解员、要带什么（不填也行）")

    day = AnyDayField(label=gettext_lazy("日期"))
    starts = forms.TimeField(label=gettext_lazy("开始时间"))
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("大约多久"),
        choices=LENGTHS,
        coerce=int,
        initial=USUAL,
        required=False,
        empty_value=None,
    )
    room = forms.ModelChoiceField(
        label=gettext_lazy("调解室"),
        queryset=Room.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=gettext_lazy("不在调解室"),
    )
    place = forms.CharField(
        label=gettext_lazy("别的地点"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("不在调解室的写明，例如：甲方家里、村委会。"),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("方式"), choices=SessionMode.choices, initial=SessionMode.ON_SITE, required=False
    )
    mediators = forms.ModelMultipleChoiceField(
        label=gettext_lazy("参加的调解员"),
        queryset=Person.objects.none(),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("不选就是这件案件的全部调解员。"),
    )
    note = forms.CharField(label=gettext_lazy("请当事人带什么"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = {self.record.holder_id, self.record.handled_at_id}
        self.fields["room"].queryset = Room.objects.filter(organization__in=houses, closed_on__isnull=True)  # type: ignore[attr-defined]
        current = self.record.mediators.filter(released_on__isnull=True)
        self.people = Person.objects.filter(pk__in=current.values("person")).order_by("sort_key", "id")
        self.fields["mediators"].queryset = self.people  # type: ignore[attr-defined]
        if not self.fields["room"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["room"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["mode"] = data.get("mode") or SessionMode.ON_SITE
        if data["mode"] == SessionMode.ON_SITE and not data.get("room") and not data.get("place"):
            where = "room" if "room" in self.fields else "place"
            self.add_error(where, _("请选调解室，或者写明地点。"))
        if not data.get("day") or not data.get("starts"):
            return data
        starts_at = datetime.combine(data["day"], data["starts"], tzinfo=BEIJING)
        if starts_at <= timezone.now():
            self.add_error("day" if data["day"] < today() else "starts", _("约的时间要在现在以后。"))
        elif data["day"] > today() + FARTHEST:
            self.add_error("day", _("最多约到一年以内。"))
        if self.errors:
            return data
        ends_at = starts_at + timedelta(minutes=data["minutes"] or USUAL)
        people = list(data["mediators"] or self.people)
        data["slot"] = Slot(starts_at, ends_at, data.get("room"), people)
        for field, sentence in clashes(data["slot"]):
            self.add_error(field, sentence)
        return data


def upcoming(case: Case) -> Any:
    """The times of a case that still lie ahead."""
    return case.bookings.filter(cancelled_at__isnull=True, ends_at__gt=timezone.now())


class BookingChoiceField(forms.ModelChoiceField):
    """A booking by its day and time."""

    def label_from_instance(self, booking: Booking) -> str:
        starts = timezone.localtime(booking.starts_at)
        return _("%(time)s %(place)s") % {"time": f"{starts:%Y-%m-%d %H:%M}", "place": booking.where}


class CancelBookingForm(StepForm):
    """Which time is given back; the parties have to be told."""

    booking = BookingChoiceField(
        label=gettext_lazy("取消哪一次"), queryset=Booking.objects.none(), to_field_name="uuid"
    )
    told = forms.BooleanField(
        label=gettext_lazy("已经告诉双方当事人"),
        error_messages={"required": gettext_lazy("请先告诉当事人，免得白跑一趟。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["booking"].queryset = upcoming(self.record).select_related("room")  # type: ignore[attr-defined]

    @classmethod
    def prefilled(cls, record: Case, query: QueryDict) -> dict[str, Any]:
        """The one that the link named, or the next."""
        named = query.get("booking")
        if named:
            return {"booking": named}
        first = upcoming(record).first()
        return {"booking": first.uuid} if first else {}


class RoomForm(forms.Form):
    """A room of an organization of which the person is a clerk."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=40)
    capacity = forms.IntegerField(label=gettext_lazy("可坐人数"), min_value=1, max_value=1000, required=False)
    organization = forms.ModelChoiceField(
        label=gettext_lazy("调解组织"),
        queryset=Organization.objects.none(),
        to_field_name="uuid",
        required=False,
    )

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_by_name(self)
        own = actor.organizations_permitting(Permission.MANAGE_CASES)
        self.default_organization = own[0] if own else None
        self.fields["organization"].queryset = Organization.objects.filter(pk__in=[o.pk for o in own])  # type: ignore[attr-defined]
        if len(own) < 2:
            del self.fields["organization"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["organization"] = data.get("organization") or self.default_organization
        named = Room.objects.filter(
            organization=data["organization"], name=data.get("name"), closed_on__isnull=True
        )
        if named.exists():
            self.add_error("name", _("已经有这个名称的调解室。"))
        return data
