"""What rows said before they were changed. Written by the database itself (kernel/versions.py), never by the product."""

from django.db import models


class RowVersion(models.Model):
    """One row of one table as it stood from `known_from` until `known_until`, when a transaction changed or removed it.

    `row` holds the columns that are kept, by their names. The moments are those at which the transactions began;
    `began_in` and `ended_in` are the transactions' ids, which tell exactly what one snapshot has seen.
    """

    append_only = True

    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField()
    began_in = models.BigIntegerField()
    ended_in = models.BigIntegerField()
    row = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["table", "row_id", "id"], name="version_by_row"),
            models.Index(fields=["table", "known_until"], name="version_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.table}:{self.row_id}"
