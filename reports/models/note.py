"""Notes on figures: sentences under a table that say what a number does not."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class FigureNote(models.Model):
    """One version of a note on the figure at an address (reports.cells). The newest version of a thread holds.

    Rows are added, never changed; an empty text withdraws the note.
    """

    append_only = True

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    thread = models.UUIDField(default=uuid4, editable=False)
    version = models.PositiveSmallIntegerField(default=1)
    address = models.CharField(max_length=200)
    text = models.CharField(_("附注"), max_length=500, blank=True)
    author_id = models.BigIntegerField(null=True)
    author_name = models.CharField(max_length=60, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["address", "thread", "-version"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["thread", "version"], name="note_version_once")]
        indexes = [models.Index(fields=["address", "thread", "-version"], name="note_by_address")]

    def __str__(self) -> str:
        return f"{self.address} v{self.version}"
