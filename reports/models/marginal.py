"""Marginals: figures added up ahead, the marks of what has changed since, and what the nightly comparison found."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class MarginalSeries(models.Model):
    """What one number of the cells is: an indicator, or its part by a value of a dimension, under one definition.

    It exists only together with all its cells. Cells of another definition belong to another series, so nobody can
    read them for this one.
    """

    key = models.CharField(max_length=140, unique=True)
    fingerprint = models.CharField(max_length=32)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key


class NodeKind(models.TextChoices):
    """Where cells are kept: the places that rows are counted at, and the sums above them."""

    COUNTY = "county", _("县（市）")
    PREFECTURE = "prefecture", _("州（市）")
    PROVINCE = "province", _("省（自治区）")


class MarginalNode(models.Model):
    """A place, by the codes that rows carry themselves; empty where a row stands above that level.

    A county has two nodes: what stands directly at it (`own`), and what stands in its towns. Everything that carries no
    county belongs to the node with an empty one. `code` is the deepest code there is.
    """

    kind = models.CharField(max_length=10, choices=NodeKind)
    province = models.CharField(max_length=12, blank=True)
    prefecture = models.CharField(max_length=12, blank=True)
    county = models.CharField(max_length=12, blank=True)
    own = models.BooleanField(default=False)
    code = models.CharField(max_length=12, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "province", "prefecture", "county", "own"], name="marginal_node_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "code"], name="marginal_node_by_code")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class _Cell(models.Model):
    """The value of a series at a node; where it is zero there is no row."""

    pk = models.CompositePrimaryKey("node", "series", "day")
    # No constraints: cells are written by one job only, by the million.
    node = models.ForeignKey(
        MarginalNode, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    series = models.ForeignKey(
        MarginalSeries, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    day = models.DateField()
    value = models.DecimalField(max_digits=30, decimal_places=2)

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.node_id}/{self.series_id}"


class MonthCell(_Cell):
    """A month's value, by the month's first day; at every node."""


class DayCell(_Cell):
    """A day's value; at prefectures and provinces."""


class DirtyMark(models.Model):
    """Rows that figures read changed. Written by the database in the change's own transaction, never updated.

    It names whose rows changed and what they were, not what they became: that is read when the mark is worked off.
    A mark that names nobody means that all rows of the table may have changed.
    """

    at = models.DateTimeField(db_default=Now())
    table = models.CharField(max_length=63)
    case_id = models.BigIntegerField(null=True)
    organizations = ArrayField(models.BigIntegerField(null=True), null=True)
    # Of a case: the county, prefecture and province where it had been accepted; of a placement: its division.
    divisions = ArrayField(models.BigIntegerField(null=True), null=True)
    days = ArrayField(models.DateField(null=True), null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.table} {self.pk}"

    @property
    def is_of_whole_table(self) -> bool:
        """Whether any row of the table may have changed."""
        return self.case_id is None and self.organizations is None


class MarginalRefresh(models.Model):
    """The last time marks were worked off; one row."""

    at = models.DateTimeField()
    marks = models.PositiveIntegerField(default=0)
    cells = models.PositiveIntegerField(default=0)
    rebuilt_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at}"


class MarginalWork(models.TextChoices):
    """What somebody may ask the job for, beside what it does by itself."""

    RECONCILE = "reconcile", _("核对")
    REBUILD = "rebuild", _("重新汇总")


class MarginalRequest(models.Model):
    """Somebody asked for a run; removed by the run itself, so a job that dies leaves it."""

    work = models.CharField(max_length=10, choices=MarginalWork, unique=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.work


class Reconciliation(models.Model):
    """One comparison of all cells with the source rows. What differed was mended in the same transaction."""

    at = models.DateTimeField(_("核对时间"), auto_now_add=True)
    seconds = models.DecimalField(_("用时（秒）"), max_digits=8, decimal_places=1)
    cells = models.PositiveIntegerField(_("核对的单元格"))
    differing = models.PositiveIntegerField(_("不一致的单元格"))

    class Meta:
        ordering = ["-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at}: {self.differing}/{self.cells}"


class ReconciledCell(models.Model):
    """A cell that differed, with what was stored and what the source rows gave."""

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="differences")
    series = models.CharField(max_length=140)
    kind = models.CharField(max_length=10, choices=NodeKind)
    code = models.CharField(max_length=12, blank=True)
    own = models.BooleanField(default=False)
    is_month = models.BooleanField()
    day = models.DateField()
    stored = models.DecimalField(max_digits=30, decimal_places=2)
    counted = models.DecimalField(max_digits=30, decimal_places=2)

    class Meta:
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.series} {self.code} {self.day}"
