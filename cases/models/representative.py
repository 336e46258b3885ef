"""Who acts for parties: guardians, heads of organizations, agents, and those whom a group elects."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.querysets import DatedQuerySet

from ..enums import Authority, RepresentativeKind
from .case import Case
from .party import Party


class Representative(models.Model):
    """Somebody who acts for one or several parties of one case, from a day until the first day no longer.

    Guardians and heads of organizations act by law; agents and elected ones as far as their authority goes.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="representatives")
    parties = models.ManyToManyField(Party, related_name="representatives")
    kind = models.CharField(_("怎样代理"), max_length=10, choices=RepresentativeKind)
    name = models.CharField(_("姓名"), max_length=60)
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    # Of an elected one: which of the parties he is.
    own_party = models.ForeignKey(Party, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    authority = models.CharField(
        _("代理权限"), max_length=8, choices=Authority, default=Authority.GENERAL, blank=True
    )
    covers = models.CharField(_("特别授权的事项"), max_length=200, blank=True)
    document_seen = models.BooleanField(_("已核对授权文书"), default=False)
    valid_from = models.DateField(_("从哪天起"))
    valid_until = models.DateField(_("到哪天止"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="representative_days_in_order",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="representative_special_says_what",
                condition=~Q(authority=Authority.SPECIAL) | ~Q(covers=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def authority_word(self) -> str:
        """The authority without its explanation: 特别授权."""
        return str(self.get_authority_display()).partition("：")[0]
