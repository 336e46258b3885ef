"""The layouts of the official tables (统计表), each version a row."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mediation.kernel.rounding import Rounding

from ..enums import Unit


class RowsBy(models.TextChoices):
    """What the lines of a table are; the values beside `children` are codes of dimensions."""

    CHILDREN = "children", _("按下级")
    DISPUTE_TYPE = "dispute_type", _("按纠纷类型")
    KIND = "kind", _("按组织类别")


class TableLayout(models.Model):
    """One version of one table: the newest holds, older ones stay because signed tables cite them.

    `columns` is a list of {"indicator": code, "headings": [outermost, …, own]}; neighbours that share their first
    headings stand under one. `rules` are the texts of official.rules.Rule. Rows are added, never changed.
    """

    append_only = True

    MONEY = [(Unit.TEN_THOUSAND_YUAN.value, Unit.TEN_THOUSAND_YUAN.label), (Unit.YUAN.value, Unit.YUAN.label)]

    code = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField(_("版本"))
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("表名"), max_length=60)
    columns = models.JSONField()
    rules = models.JSONField(default=list)
    by = models.CharField(_("行"), max_length=20, choices=RowsBy, default=RowsBy.CHILDREN)
    rounding = models.CharField(_("取位方式"), max_length=10, choices=Rounding, default=Rounding.CUT)
    money = models.CharField(_("金额单位"), max_length=20, choices=MONEY, default=Unit.TEN_THOUSAND_YUAN)
    money_places = models.PositiveSmallIntegerField(_("金额小数位"), default=2)
    rate_places = models.PositiveSmallIntegerField(_("比率小数位"), default=2)
    # Why there is this version; empty for what comes with the product.
    reason = models.CharField(_("修改原因"), max_length=100, blank=True)
    # Nobody: it came with the product.
    made_by_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "code", "-version"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="layout_version_once")]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"
