"""Administrative divisions (行政区划), apart from the organizations placed in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import Level
from ..querysets import DatedQuerySet
from .dated import Dated

ANCESTOR_LEVELS = (Level.TOWN, Level.COUNTY, Level.PREFECTURE, Level.PROVINCE)


_URBAN_ENDINGS = ("街道", "街道办事处", "社区", "居委会", "居民委员会")
# 001–099 at the end of a town's code is a sub-district, 001–199 at that of a village's a community (GB/T 10114).
_FIRST_RURAL = {Level.TOWN: 100, Level.VILLAGE: 200}


def looks_urban(level: str, code: str, name: str) -> bool:
    """Whether a town is a sub-district or a village a community, by its name or else by the standard's code."""
    first_rural = _FIRST_RURAL.get(Level(level))
    if first_rural is None:
        return False
    return name.endswith(_URBAN_ENDINGS) or 0 < int(code[-3:]) < first_rural


class Division(Dated):
    """A province, prefecture, county, town or village for the time it exists.

    The `…_code` columns hold the codes of the division itself and of what lies above it, so that "in or below" is one
    equality at any level. A division that moves or merges ends, and a new row begins.
    """

    code = models.CharField(_("区划代码"), max_length=12)
    name = models.CharField(_("名称"), max_length=60)
    short_name = models.CharField(_("简称"), max_length=10, blank=True)
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级区划"),
    )
    # A town that is a sub-district (街道), a village that is a community (居、社区). One that becomes so is a new row.
    is_urban = models.BooleanField(_("街道或者社区"), default=False)
    province_code = models.CharField(max_length=12, blank=True, editable=False)
    prefecture_code = models.CharField(max_length=12, blank=True, editable=False)
    county_code = models.CharField(max_length=12, blank=True, editable=False)
    town_code = models.CharField(max_length=12, blank=True, editable=False)
    village_code = models.CharField(max_length=12, blank=True, editable=False)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        ordering = ["code"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="division_code_once"),
        ]
        indexes = [models.Index(fields=["level", "parent"], name="division_by_level")]

    def __str__(self) -> str:
        return self.name

    def fill_codes(self) -> None:
        """Set the `…_code` columns from the parent's; called by whoever creates or moves a division."""
        for level in Level.values:
            setattr(self, f"{level}_code", getattr(self.parent, f"{level}_code") if self.parent else "")
        setattr(self, f"{self.level}_code", self.code)

    def save(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        self.fill_codes()
        super().save(*args, **kwargs)
