"""What the second of two people who edit one record is shown."""

from collections.abc import Mapping
from typing import Any

from django import forms

from mediation.kernel import conflicts
from mediation.kernel.errors import Conflict

from .journal_words import word
from .models import User


def both_versions(
    form: forms.Form,
    present: Mapping[str, Any],
    *,
    error: Conflict,
    record: tuple[str, Any],
    missed: int | None,
    back_url: str,
) -> dict[str, Any]:
    """For components/both_versions.html: which fields differ, and who changed the record meanwhile.

    `record` is the journal's kind and id, `missed` how many versions were saved since the form was opened, `back_url`
    where the stored version is seen.
    """
    entries = conflicts.last_changes(*record, missed)
    found = User.objects.filter(pk__in={entry.actor_id for entry in entries})
    names = dict(found.values_list("pk", "person__name"))
    return {
        "message": error.message,
        "differences": conflicts.differences(form, present),
        "field_name": conflicts.USE_PRESENT,
        "changes": [
            {"what": word(entry.action), "who": names.get(entry.actor_id, ""), "when": entry.at}
            for entry in entries
        ],
        "back_url": back_url,
    }
