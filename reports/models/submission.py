"""Reporting rounds, and the return of each node: who has closed, submitted, signed."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mediation.kernel.workflow import EventBase
from organizations.models import Division, Organization

from .. import periods
from ..enums import NodeKind, SubmissionStatus
from ..periods import Period
from ..querysets import RoundQuerySet, SubmissionQuerySet

TONES = {
    SubmissionStatus.OPEN: "neutral",
    SubmissionStatus.CLOSED: "info",
    SubmissionStatus.SUBMITTED: "success",
    SubmissionStatus.RETURNED: "warning",
    SubmissionStatus.SIGNED: "success",
}


class ReportingRound(models.Model):
    """A bureau asks the nodes of its area for their figures of a period until a day (报送期)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="reporting_rounds")
    period = models.CharField(_("统计期间"), max_length=40)
    # The days of `period`, so that rounds can be sorted.
    first_day = models.DateField()
    last_day = models.DateField()
    layouts = models.JSONField(_("报送的表"), default=list)
    due_on = models.DateField(_("上报期限"))
    opened_by_id = models.BigIntegerField(null=True)
    opened_on = models.DateField()

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-last_day", "-first_day", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["division", "period"], name="round_once_a_period"),
            models.CheckConstraint(name="round_has_days", condition=Q(last_day__gte=models.F("first_day"))),
        ]

    def __str__(self) -> str:
        return f"{self.division} {self.label}"

    @property
    def when(self) -> Period:
        """The period that is reported."""
        return periods.parse(self.period)

    @property
    def label(self) -> str:
        """The period's name."""
        return self.when.label


class Submission(models.Model):
    """What one node hands in for one round (一个单位一期的报送).

    A node is a committee, or a town, county or prefecture with all that stands in it. `parent` is the node to which it
    submits. The codes are those of the place at the period's end, so that a matrix folds without a join.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="submissions")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    kind = models.CharField(_("层级"), max_length=12, choices=NodeKind)
    # The node's own division; of a committee, that of the node above it.
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    county_code = models.CharField(max_length=12, blank=True)
    town_code = models.CharField(max_length=12, blank=True)
    status = models.CharField(
        _("状态"), max_length=10, choices=SubmissionStatus, default=SubmissionStatus.OPEN
    )
    version = models.PositiveIntegerField(default=1)
    # What was reported: an indicator's code and its value as text, as they were when the node closed.
    figures = models.JSONField(default=dict)
    remark = models.TextField(_("说明"), blank=True)
    is_zero = models.BooleanField(_("零报告"), default=False)
    on_behalf = models.BooleanField(_("代报"), default=False)
    closed_on = models.DateField(_("结账日期"), null=True, blank=True)
    submitted_on = models.DateField(_("上报日期"), null=True, blank=True)
    # Somebody of the node above has opened it: from then on it is returned, not taken back.
    seen_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(_("签署日期"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["division__code", "organization__kind", "organization__name", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organization"],
                name="submission_once_an_organization",
                condition=Q(organization__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["round", "division"],
                name="submission_once_a_division",
                condition=Q(organization__isnull=True),
            ),
            models.CheckConstraint(
                name="submission_signed_has_day",
                condition=~Q(status="signed") | Q(signed_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["round", "county_code", "status"], name="submission_by_county"),
            models.Index(fields=["organization", "status"], name="submission_by_organization"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The node's name."""
        return self.organization.name if self.organization else str(self.division)

    @property
    def tone(self) -> str:
        """The tint of its state."""
        return TONES[SubmissionStatus(self.status)]

    @property
    def is_root(self) -> bool:
        """Whether it is the node of the bureau that opened the round: it signs."""
        return self.parent_id is None

    @property
    def is_in(self) -> bool:
        """Whether the node above has it."""
        return self.status in (SubmissionStatus.SUBMITTED, SubmissionStatus.SIGNED)


class SubmissionEvent(EventBase):
    """One step of one return."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="events")

    class Meta:
        ordering = ["-occurred_on", "-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.submission_id} {self.transition}"


class SubmissionReminder(models.Model):
    """Somebody above asked for a return that is not in; once a day and node."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="reminders")
    sent_on = models.DateField()
    sent_by_id = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["submission", "sent_on"], name="reminder_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.sent_on}"
