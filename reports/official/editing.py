"""A bureau changes a layout: each change is a new version, and none before it is touched."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput
from organizations.models import User
from reports.models import TableLayout

from . import layouts
from .builtin import CONTENT


def next_version(layout: TableLayout, **changed: Any) -> TableLayout:
    """The version after this one, not saved: what is not changed stays."""
    content = {name: getattr(layout, name) for name in CONTENT} | changed
    return TableLayout(code=layout.code, version=layout.version + 1, **content)


@transaction.atomic
def save(layout: TableLayout, *, reason: str, by: User) -> TableLayout:
    """Put a version made by `next_version` above the one it was made from.

    Raises InvalidInput when somebody has been faster, and when nothing was changed.
    """
    newest = layouts.current(layout.code)
    if newest.version != layout.version - 1:
        raise _faster()
    if all(getattr(newest, name) == getattr(layout, name) for name in CONTENT):
        raise InvalidInput({"__all__": [_("表样没有任何改动。")]})
    layout.reason, layout.made_by_id = reason, by.pk
    try:
        with transaction.atomic():
            layout.save(force_insert=True)
    except IntegrityError:
        raise _faster() from None
    journal.record(
        "layout.changed",
        actor_id=by.pk,
        object_type="layout",
        object_id=layout.code,
        reason=reason,
        version=layout.version,
        columns=len(layout.columns),
    )
    return layout


def _faster() -> InvalidInput:
    return InvalidInput({"__all__": [_("您打开以后，别人已经改过这张表样。请重新打开，在新的一版上修改。")]})
