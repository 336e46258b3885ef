"""Rooms of an organization, and who sits in which of them when."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, Person

from ..enums import SessionMode
from ..querysets import BookingQuerySet
from .case import Case


class TstzRange(Func):
    """tstzrange(starts_at, ends_at), half-open."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Room(models.Model):
    """A room in which an organization mediates; closed ones are offered no longer."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="mediation_rooms")
    name = models.CharField(_("名称"), max_length=40)
    capacity = models.PositiveSmallIntegerField(_("可坐人数"), null=True, blank=True)
    closed_on = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta:
        ordering = ["organization", "name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="room_name_once",
                condition=Q(closed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Booking(models.Model):
    """A time at which the parties of a case are asked to come. No room is given away twice, whoever is faster."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="bookings")
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"))
    mode = models.CharField(_("方式"), max_length=8, choices=SessionMode, default=SessionMode.ON_SITE)
    room = models.ForeignKey(
        Room,
        on_delete=models.PROTECT,
        related_name="bookings",
        null=True,
        blank=True,
        verbose_name=_("调解室"),
    )
    place = models.CharField(_("地点"), max_length=80, blank=True)
    note = models.CharField(_("要带的材料"), max_length=200, blank=True)
    booked_by_id = models.BigIntegerField(null=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        default_permissions = ()
        indexes = [models.Index(fields=["case", "starts_at"], name="booking_by_case")]
        constraints = [
            models.CheckConstraint(name="booking_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            ExclusionConstraint(
                name="room_booked_once",
                expressions=[
                    (F("room"), RangeOperators.EQUAL),
                    (TstzRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(cancelled_at__isnull=True, room__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def where(self) -> str:
        """The room, or the place that was written."""
        return self.room.name if self.room else self.place


class BookedMediator(models.Model):
    """A mediator's time in a booking: nobody sits in two at once. `active` is off when it was cancelled or he left."""

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="mediators")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings")
    during = DateTimeRangeField()
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            ExclusionConstraint(
                name="mediator_booked_once",
                expressions=[(F("person"), RangeOperators.EQUAL), (F("during"), RangeOperators.OVERLAPS)],
                condition=Q(active=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.booking_id}"
