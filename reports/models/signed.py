"""Signed tables (签署): what stood in every cell, which rows were counted, who signed and when. Added, never changed."""

import json
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class SignedCell:
    """A figure as it was printed. `operands` are its exact parts: the count or sum, or numerator and denominator.

    `address` names the figure (cells.Address.text); `leaves` are the lists behind it, one an operand.
    """

    address: str
    text: str
    unit: str
    operands: tuple[str, ...]
    leaves: tuple[int, ...]
    # Why there is no figure here; empty otherwise.
    reason: str = ""

    @property
    def indicator(self) -> str:
        """The code of the figure's indicator."""
        return self.address.partition("|")[0]


@dataclass(frozen=True)
class SignedLine:
    """A row of the table; in a published report, one figure with its own period."""

    label: str
    cells: tuple[SignedCell, ...]
    is_total: bool = False
    period: str = ""


@dataclass(frozen=True)
class SignedSheet:
    """The table as it was signed, read from what was stored and from nothing else.

    `columns` are headings, outermost first; `definitions` say of each indicator what its label, sentence, unit, basis,
    code and version were; `findings` are the sentences of footing rules that did not hold.
    """

    title: str
    layout: str
    version: int
    scope: str
    period: str
    rounding: str
    columns: tuple[tuple[str, ...], ...]
    lines: tuple[SignedLine, ...]
    definitions: dict[str, dict[str, Any]]
    findings: tuple[str, ...]

    @property
    def cells(self) -> list[SignedCell]:
        """All cells, line by line."""
        return [cell for line in self.lines for cell in line.cells]


class SignedTable(models.Model):
    """One signed table. `document` is the whole of it as canonical JSON; `digest` is the SHA-256 of that text.

    The other columns repeat what lists of signed tables show and sort by; `signing.verify` compares them.
    """

    append_only = True

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("表名"), max_length=120)
    layout = models.CharField(max_length=40)
    layout_version = models.PositiveIntegerField()
    scope = models.CharField(max_length=60)
    scope_label = models.CharField(_("统计范围"), max_length=120)
    period = models.CharField(max_length=40)
    period_label = models.CharField(_("统计期间"), max_length=60)
    # The moment whose figures these are, and the database's snapshot of it.
    signed_at = models.DateTimeField(_("签署时间"))
    snapshot = models.TextField()
    signed_by_id = models.BigIntegerField()
    signed_by_name = models.CharField(_("签署人"), max_length=60)
    # The office for which it was signed.
    organization_id = models.BigIntegerField(null=True)
    # Why it was signed anew, and the table that it takes the place of; the earlier one stays.
    reason = models.CharField(_("重新签署的原因"), max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    document = models.TextField()
    digest = models.CharField(_("校验值"), max_length=64)

    class Meta:
        ordering = ["-signed_at", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["scope", "period"], name="signed_by_scope")]

    def __str__(self) -> str:
        return f"{self.title} {self.period_label}"

    @cached_property
    def content(self) -> dict[str, Any]:
        """The document, read."""
        return json.loads(self.document)

    def sheet(self) -> SignedSheet:
        """The table as it was signed; touches no table but this one."""
        content = self.content
        return SignedSheet(
            title=content["title"],
            layout=content["layout"],
            version=content["layout_version"],
            scope=content["scope_label"],
            period=content["period_label"],
            rounding=content["rounding"],
            columns=tuple(tuple(headings) for headings in content["columns"]),
            lines=tuple(
                SignedLine(
                    line["label"],
                    tuple(
                        SignedCell(
                            cell["address"],
                            cell["text"],
                            cell["unit"],
                            tuple(cell["operands"]),
                            tuple(cell["leaves"]),
                            cell["reason"],
                        )
                        for cell in line["cells"]
                    ),
                    line["is_total"],
                    line["period"],
                )
                for line in content["lines"]
            ),
            definitions=content["definitions"],
            findings=tuple(content["findings"]),
        )


class SignedLeaf(models.Model):
    """The rows counted by one measure in one scope and period, with each one's amount where amounts were added up."""

    append_only = True

    table = models.ForeignKey(SignedTable, on_delete=models.PROTECT, related_name="leaves")
    number = models.PositiveIntegerField()
    measure = models.CharField(max_length=60)
    scope = models.CharField(max_length=60)
    period = models.CharField(max_length=40)
    by = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=40, blank=True)
    # In ascending order; `amounts` beside them, in the measure's unit.
    ids = ArrayField(models.BigIntegerField())
    amounts = ArrayField(models.DecimalField(max_digits=20, decimal_places=2), null=True)

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="signed_leaf_once")]

    def __str__(self) -> str:
        return f"{self.table_id}/{self.number}"
