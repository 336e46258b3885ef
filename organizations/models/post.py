"""Posts: who serves where, as what, and when. Roles come from posts."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ..enums import Tenure
from ..querysets import DatedQuerySet
from ..roles import ROLE_CHOICES, ROLES, Role
from .dated import Dated
from .organization import DateRange, Organization
from .person import Person


class Post(Dated):
    """One person's post in one organization. The same post is not held twice on one day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts", verbose_name=_("人员"))
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="posts", verbose_name=_("组织")
    )
    role_code = models.CharField(_("职责"), max_length=20, choices=ROLE_CHOICES)
    title = models.CharField(_("职务"), max_length=30, blank=True)
    tenure = models.CharField(_("委员或聘任"), max_length=8, choices=Tenure, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="post_once_a_day",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (F("organization"), RangeOperators.EQUAL),
                    (F("role_code"), RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("这个人在这段时间已经担任这个职责。"),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "role_code", "valid_from"], name="post_by_organization")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}:{self.role_code}@{self.organization_id}"

    @property
    def role(self) -> Role:
        """The role that the post gives."""
        return ROLES[self.role_code]
