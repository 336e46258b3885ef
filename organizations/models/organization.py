"""Organizations: committees, rooms, studios, bureaux, expert banks and partners, and where each was placed when."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from ..enums import OrganizationKind, Regime, Sector
from ..querysets import DatedQuerySet, OrganizationQuerySet
from .dated import Dated
from .division import Division


class DateRange(Func):
    """daterange(valid_from, valid_until), half-open."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Organization(Dated):
    """An organization from its founding (valid_from) to its closing (valid_until).

    Committees are not subordinate to each other (人民调解法 7–9); `sealed_by` says under whose name and seal a room or
    studio acts, `host` who gives it a roof.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("名称"), max_length=80)
    # What stands in the official number of a case: （2021）玛人调字第1号.
    short_name = models.CharField(_("案号简称"), max_length=20, blank=True)
    kind = models.CharField(_("类别"), max_length=24, choices=OrganizationKind)
    regime = models.CharField(_("调解性质"), max_length=24, choices=Regime, default=Regime.PEOPLES)
    sector = models.CharField(_("行业"), max_length=12, choices=Sector, blank=True)
    # Cache of the current placement's division.
    division = models.ForeignKey(
        Division, on_delete=models.PROTECT, related_name="organizations", verbose_name=_("所在区划")
    )
    sealed_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="rooms",
        verbose_name=_("用印的调委会"),
    )
    host = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted",
        verbose_name=_("派驻单位"),
    )
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    address = models.CharField(_("地址"), max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["division__code", "kind", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["short_name"],
                name="organization_short_name_once",
                condition=~Q(short_name=""),
                violation_error_message=_("这个案号简称已经有别的组织在用。"),
            ),
            models.CheckConstraint(
                name="organization_not_own_seal", condition=Q(sealed_by__isnull=True) | ~Q(sealed_by=F("id"))
            ),
        ]
        indexes = [models.Index(fields=["kind", "division"], name="organization_by_kind")]
        permissions = [
            ("act_as_mediator", "Act as mediator for some days"),
            ("act_as_clerk", "Act as clerk for some days"),
            ("act_as_coordinator", "Act as coordinator for some days"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sealing(self) -> "Organization":
        """The committee whose name and seal this organization uses: its own, or that of its committee."""
        return self.sealed_by or self


class GroupTally(Dated):
    """How many mediation groups (调解小组) a committee has, from a day until a day. At most one number a day."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="group_tallies")
    groups = models.PositiveIntegerField(_("调解小组（个）"))

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="tally_one_a_day",
                expressions=[
                    (F("organization"), RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.groups}"


class Placement(Dated):
    """Where an organization stood, and when. At most one place a day."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="placements")
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="placements")

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="placement_one_a_day",
                expressions=[
                    (F("organization"), RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_until", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}@{self.division_id}"
