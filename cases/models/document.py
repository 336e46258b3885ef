"""Photos and scans of signed papers, and the numbered blanks that are filled in by hand."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization

from ..enums import DocumentKind, PaperKind
from .case import Case


class CaseDocument(models.Model):
    """One photo or PDF of a case's paper, in the database so that it is written, backed up and undone with the case.

    Never deleted: a better photo replaces it, and both stay.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("是什么"), max_length=12, choices=DocumentKind)
    content = models.BinaryField()
    content_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by_id = models.BigIntegerField()
    uploaded_by_name = models.CharField(max_length=60)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    replaced_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces"
    )

    class Meta:
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class PaperForm(models.Model):
    """A blank with its own number, printed for places without a network; its number enters the register once."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="paper_forms")
    kind = models.CharField(_("哪种表"), max_length=12, choices=PaperKind)
    number = models.CharField(_("编号"), max_length=20, unique=True)
    # The sheets that were printed together.
    batch = models.UUIDField()
    printed_on = models.DateField(_("印制日期"))
    printed_by_id = models.BigIntegerField()
    case = models.OneToOneField(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="paper_form"
    )
    entered_on = models.DateField(_("补录日期"), null=True, blank=True)
    voided_on = models.DateField(_("作废日期"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["batch"], name="paper_form_batch")]
        constraints = [
            models.CheckConstraint(
                name="paper_form_used_or_voided",
                condition=Q(case__isnull=True, entered_on__isnull=True)
                | Q(case__isnull=False, entered_on__isnull=False, voided_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.number
