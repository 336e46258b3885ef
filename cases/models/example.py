"""Example cases (典型案例): a text without names that the parties of a settled case let the bureau publish."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .case import Case

TITLE_LENGTH = 40
TEXT_LENGTH = 600


class Example(models.Model):
    """One case told without names. Published only while both sides' consent stands (人民调解法 23: 隐私、商业秘密)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="examples")
    # The day on which the last of the two sides consented.
    consented_on = models.DateField(_("双方同意公开的日期"))
    title = models.CharField(_("标题"), max_length=TITLE_LENGTH)
    text = models.CharField(_("案例"), max_length=TEXT_LENGTH)
    withdrawn_on = models.DateField(_("撤回同意的日期"), null=True, blank=True)
    written_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-consented_on", "-id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="one_example_of_a_case",
                violation_error_message=_("这件案件已经写成典型案例。"),
            )
        ]

    def __str__(self) -> str:
        return self.title
