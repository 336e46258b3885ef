"""People who mediate, advise or inform, apart from their accounts."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ..enums import Background, Education, EmploymentKind, Grade, Sex
from ..querysets import DatedQuerySet
from .dated import Dated
from .organization import DateRange, Organization


class Person(models.Model):
    """A mediator, member of staff, liaison or expert. Only what the register needs is kept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("姓名"), max_length=60)
    # Order and initials by pinyin, from kernel.search.pinyin_key, the same on every database.
    sort_key = models.CharField(max_length=200, blank=True, editable=False)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    specialty = models.CharField(_("擅长领域"), max_length=60, blank=True)
    retired_from_court = models.BooleanField(_("法院退休人员返聘"), default=False)

    class Meta:
        indexes = [models.Index(fields=["sort_key"], name="person_by_name")]

    def __str__(self) -> str:
        return self.name


class Badge(Dated):
    """A mediator's grading and badge (等级评定、挂牌上岗)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="badges")
    number = models.CharField(_("证号"), max_length=20, unique=True)
    grade = models.CharField(_("等级"), max_length=10, choices=Grade)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.number


class Employment(Dated):
    """Whether a mediator works full-time (专职) or part-time (兼职)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="employments")
    kind = models.CharField(_("专职或兼职"), max_length=10, choices=EmploymentKind)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person_id}:{self.kind}"


class Profile(Dated):
    """What the table of organizations and people asks of mediators as holders of an office; each of it may be empty.

    Dated, because people go on learning. Nothing about ethnicity, religion or politics is asked.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="profiles")
    sex = models.CharField(_("性别"), max_length=6, choices=Sex, blank=True)
    education = models.CharField(_("文化程度"), max_length=12, choices=Education, blank=True)
    background = models.CharField(_("专业背景"), max_length=12, choices=Background, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            ExclusionConstraint(
                name="profile_one_a_day",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_until", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.valid_from}"


class InformationVolunteer(Dated):
    """A contact (信息员) of an organization: no login, no tasks, no counts of his own."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="volunteers")
    name = models.CharField(_("姓名"), max_length=60)
    phone = models.CharField(_("电话"), max_length=30, blank=True)

    objects = DatedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
